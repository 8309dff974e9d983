<#import "/mail/partials/text.ftl" as text>
<#import "words-" + language + ".ftl" as words>
<#assign letter = words.letters[kind]>
${text.ruled(letter.title, "=")}

<#list letter.before as paragraph>
${text.wrapped(paragraph)}

</#list>
${text.wrapped(letter.button + ":")}
${links.action}

<#list letter.after as paragraph>
${text.wrapped(paragraph)}

</#list>
<#if articles?has_content>

${text.ruled(words.latest, "-")}
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
${text.wrapped(letter.because!words.because)}
<#if links.unsubscribe??>

${words.unsubscribe}: ${links.unsubscribe}
</#if>

${text.wrapped(brand.name)}: ${links.home}
<#if brand.postalAddress?has_content>
<#list brand.postalAddress?split(r"\s*\R\s*", "r") as line>
${text.wrapped(line)}
</#list>
</#if>
