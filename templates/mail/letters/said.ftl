<#-- What a letter says; its words are in messages.properties. -->

<#-- "Harbour Daily, The Long Weekend and Harbour Sports" -->
<#function listed names>
  <#if names?size == 1><#return names?first></#if>
  <#return words("list", names[0..(names?size - 2)]?join(", "), names?last)>
</#function>

<#-- The part is subject, title, before or after the button, or the button itself. -->
<#function said part>
  <#return words("letter." + kind + "." + part, listed(newsletters), brand.name)>
</#function>

<#function why>
  <#return words(["data", "address", "erase"]?seq_contains(kind)?then("letter.asked", "letter.entered"), brand.name)>
</#function>
