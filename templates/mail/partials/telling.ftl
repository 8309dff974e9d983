<#-- What both parts of a digest say of stories in their own words. -->

<#-- "12 stories, 9 minutes" -->
<#function extent>
  <#local count = words("extent.stories", edition.size)>
  <#return ((edition.minutes!0) gt 0)?then(words("extent", count, edition.minutes!0), count)>
</#function>

<#-- What is known of a story's author and length, joined by the given sign; empty when nothing is. -->
<#function byline article sign>
  <#local known = []>
  <#if article.author?has_content><#local known = known + [words("story.by", article.author)]></#if>
  <#if (article.minutes!0) gt 0><#local known = known + [words("story.minutes", article.minutes)]></#if>
  <#return known?join(sign)>
</#function>

<#-- The lead's section was named above the lead: what follows of it is more. -->
<#function sectionName section>
  <#if !section.name?has_content><#return words("section.rest")></#if>
  <#return (section.name == articles[0].section!"")?then(words("section.more", section.name), section.name)>
</#function>
