<#-- What the text parts of all digests have in common; nested are the stories. -->
<#import "text.ftl" as text>
<#import "telling.ftl" as telling>
<#macro digest>
${text.ruled((newsletter.name == brand.name)?then(brand.name, brand.name + ", " + newsletter.name) + ", " + edition.date, "=")}
<#if reader.name??>
${words("greeting", reader.name)}

</#if>
${text.wrapped(telling.extent() + ".")}
<#if edition.preheader?has_content && edition.size gt 1>
${text.wrapped(words("also", edition.preheader))}
</#if>

<#nested>
<#if (edition.elsewhere!0) gt 0>

<#if links.web??>
${words("stories.elsewhere", edition.elsewhere)}: ${links.web}
<#else>
${text.wrapped(words("stories.without", edition.elsewhere))}
</#if>
</#if>
<#if corrections?has_content>


<#list corrections as one>
${text.wrapped(one.text?has_content?then(words("correction", one.text!), words(one.withdrawn?then("correction.withdrawn", "correction.changed"), one.title)))}
<#if one.url?has_content>
${one.url}
</#if>
<#sep>

</#sep>
</#list>
</#if>


-- 
${text.wrapped(words("why", newsletter.name))}
<#if reader.since??>
${words("since", reader.since)}
</#if>

<#if links.preferences??>
${words("preferences")}: ${links.preferences}
</#if>
<#if links.web??>
${words("web")}: ${links.web}
</#if>
${words("unsubscribe")}: ${links.unsubscribe}

${text.wrapped(brand.name + brand.tagline?has_content?then(" · " + brand.tagline!, ""))}
<#if brand.postalAddress?has_content>
<#list brand.postalAddress?split(r"\s*\R\s*", "r") as line>
${text.wrapped(line)}
</#list>
</#if>
</#macro>

<#-- The stories by section, each numbered: what is nested prints what follows the headline, with the indent given. -->
<#macro bySection>
<#local number = 0>
<#list sections as section>
<#if section.articles?has_content>


${text.ruled(telling.sectionName(section), "-")}
<#list section.articles as article>
<#local number = number + 1 mark = number + ". ">
${text.wrapped(article.title, ""?left_pad(mark?length), mark)}
<#nested article, ""?left_pad(mark?length)>
<#sep>

</#sep>
</#list>
</#if>
</#list>
</#macro>
