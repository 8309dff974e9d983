<#import "partials/words.ftl" as words>
<#import "partials/text.ftl" as text>
<#assign lead = articles[0] number = 0>
${text.ruled((newsletter.name == brand.name)?then(brand.name, brand.name + ", " + newsletter.name) + ", " + edition.date, "=")}
<#if reader.name??>
${words.greeting[0]}${reader.name}${words.greeting[1]}

</#if>
${text.wrapped(words.extent(edition) + ".")}
<#if edition.preheader?has_content && edition.size gt 1>
${text.wrapped(words.also + edition.preheader)}
</#if>

<#if lead.section?has_content>
${text.wrapped(lead.section + ":")}
</#if>
${text.wrapped(lead.title)}
<@rest lead ""/>
<#list sections as section>
<#if section.articles?has_content>


${text.ruled(section.name?has_content?then(section.name!, words.untitledSection), "-")}
<#list section.articles as article>
<#assign number = number + 1 mark = number + ". ">
${text.wrapped(article.title, ""?left_pad(mark?length), mark)}
<@rest article ""?left_pad(mark?length)/>
<#sep>

</#sep>
</#list>
</#if>
</#list>


-- 
<#if reader.since??>
${text.wrapped(words.because(newsletter))}
${words.since[0]?trim} ${reader.since}${words.since[1]}
<#else>
${text.wrapped(words.because(newsletter) + words.since[1])}
</#if>

<#if links.preferences??>
${words.preferences}: ${links.preferences}
</#if>
<#if links.web??>
${words.web}: ${links.web}
</#if>
${words.unsubscribe}: ${links.unsubscribe}

${text.wrapped(brand.name + brand.tagline?has_content?then(" · " + brand.tagline!, ""))}
<#if brand.postalAddress?has_content>
<#list brand.postalAddress?split(r"\s*\R\s*", "r") as line>
${text.wrapped(line)}
</#list>
</#if>
<#macro rest article indent>
<#local line = words.byline(article, ", ") standfirst = article.standfirst!"">
<#if standfirst?has_content || line?has_content>
${text.wrapped((standfirst + line?has_content?then(" (" + line + ")", ""))?trim, indent)}
</#if>
${indent}${article.url}
</#macro>
