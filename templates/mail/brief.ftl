<#import "partials/frame.ftl" as frame>
<#import "partials/text.ftl" as text>
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
<#if article.sentence?has_content>
${text.wrapped(article.sentence, indent)}
</#if>
${indent}${article.url}
</#macro>
