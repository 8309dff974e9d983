<#import "/mail/partials/text.ftl" as text>
<#import "said.ftl" as letter>
<#assign after = letter.said("after")>
${text.ruled(letter.said("title"), "=")}

${text.wrapped(letter.said("before"))}

${text.wrapped(letter.said("button") + ":")}
${links.action}

<#if after?has_content>
${text.wrapped(after)}

</#if>
<#if articles?has_content>

${text.ruled(words("letter.latest"), "-")}
<#list articles as article>
${text.wrapped(article.title)}
<#if article.standfirst?has_content>
${text.wrapped(article.standfirst)}
</#if>
${article.url}
<#sep>

</#sep>
</#list>

</#if>

-- 
${text.wrapped(letter.why())}
<#if links.unsubscribe??>

${words("unsubscribe")}: ${links.unsubscribe}
</#if>

${text.wrapped(brand.name)}: ${links.home}
<#if brand.postalAddress?has_content>
<#list brand.postalAddress?split(r"\s*\R\s*", "r") as line>
${text.wrapped(line)}
</#list>
</#if>
