<#-- Every fixed word of the digest, for both parts. To speak another language, put a translated copy beside the jar. -->
<#assign untitledSection = "More stories">
<#assign unsubscribe = "Unsubscribe">
<#-- The headlines after the lead follow. -->
<#assign also = "Also: ">
<#-- Before and after the reader's name, which is printed where it stands and can't be joined to a sentence here. -->
<#assign greeting = ["Hello, ", "."]>

<#-- Before and after the date of the subscription, which may be unknown. -->
<#function because newsletter>
  <#return "You get this because you subscribed to " + newsletter.name>
</#function>
<#assign since = [" on ", "."]>

<#function stories count>
  <#return count + (count == 1)?then(" story", " stories")>
</#function>

<#function minutes count>
  <#return count + (count == 1)?then(" minute", " minutes")>
</#function>

<#-- "12 stories, 9 minutes" -->
<#function extent edition>
  <#return stories(edition.size) + ((edition.minutes!0) gt 0)?then(", " + minutes(edition.minutes!0), "")>
</#function>

<#-- What is known of an article's author and length, joined by the given sign; empty when nothing is. -->
<#function byline article sign>
  <#local known = []>
  <#if article.author?has_content><#local known = known + ["By " + article.author]></#if>
  <#if (article.minutes!0) gt 0><#local known = known + [article.minutes + " min read"]></#if>
  <#return known?join(sign)>
</#function>

<#function read title>
  <#return "Read: " + title>
</#function>
