<#--
  Every fixed word of the digest in English, for both parts. A further language is a translated copy beside the jar, such as
  templates/mail/partials/words_fr.ftl: readers whose language it is get it.
-->
<#assign untitledSection = "More stories">
<#assign unsubscribe = "Unsubscribe">
<#assign preferences = "Preferences">
<#assign web = "Read in the browser">
<#-- The headlines after the lead follow. -->
<#assign also = "Also: ">
<#-- Before and after the reader's name, which is printed where it stands and can't be joined to a sentence here. -->
<#assign greeting = ["Hello, ", "."]>

<#-- Before and after the date of the subscription, which may be unknown. -->
<#function because newsletter>
  <#return "You get this because you subscribed to " + newsletter.name>
</#function>
<#assign since = [" on ", "."]>

<#-- After the lead's title in the subject, of a newsletter that declares none of its own; empty when there is nothing else. -->
<#function more count>
  <#return (count gt 0)?then(" and " + count + " more", "")>
</#function>

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
