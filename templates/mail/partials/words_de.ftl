<#-- Every fixed word of the digest in German; words_en.ftl tells what each is for. -->
<#assign untitledSection = "Weitere Artikel">
<#assign unsubscribe = "Abbestellen">
<#assign preferences = "Einstellungen">
<#assign web = "Im Browser lesen">
<#assign also = "Außerdem: ">
<#assign greeting = ["Guten Tag, ", "."]>

<#function because newsletter>
  <#return "Sie bekommen diese E-Mail, weil Sie " + newsletter.name>
</#function>
<#assign since = [" seit dem ", " abonniert haben."]>

<#function more count>
  <#return (count gt 0)?then(" und " + count + (count == 1)?then(" weiterer", " weitere"), "")>
</#function>

<#function stories count>
  <#return count + " Artikel">
</#function>

<#function minutes count>
  <#return count + (count == 1)?then(" Minute", " Minuten")>
</#function>

<#function extent edition>
  <#return stories(edition.size) + ((edition.minutes!0) gt 0)?then(", " + minutes(edition.minutes!0), "")>
</#function>

<#function byline article sign>
  <#local known = []>
  <#if article.author?has_content><#local known = known + ["Von " + article.author]></#if>
  <#if (article.minutes!0) gt 0><#local known = known + [article.minutes + " Min. Lesezeit"]></#if>
  <#return known?join(sign)>
</#function>

<#function read title>
  <#return "Lesen: " + title>
</#function>
