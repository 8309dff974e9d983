<#import "partials/frame.ftl" as frame>
<#import "partials/text.ftl" as text>
<#import "partials/telling.ftl" as telling>
<#assign lead = articles[0]>
<@frame.digest>
<#if lead.section?has_content>
${text.wrapped(lead.section + ":")}
</#if>
${text.wrapped(lead.title)}
<@rest lead ""/>
<@frame.bySection ; article, indent>
<@rest article indent/>
</@frame.bySection>
</@frame.digest>
<#macro rest article indent>
<#local line = telling.byline(article, ", ") standfirst = article.standfirst!"">
<#if standfirst?has_content || line?has_content>
${text.wrapped((standfirst + line?has_content?then(" (" + line + ")", ""))?trim, indent)}
</#if>
${indent}${article.url}
</#macro>
