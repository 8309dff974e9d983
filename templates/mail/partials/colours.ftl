<#--
  The mails' colours: on the left in the light, on the right in the dark. Text and ground are chosen in pairs, each with a
  contrast of 4.5 or more. The accent is `scrabbl.brand.accent` and `dark-accent`.
-->
<#assign page = "#f3f2ee" darkPage = "#121212">
<#assign card = "#ffffff" darkCard = "#1c1c1e">
<#assign ink = "#1d1d1b" darkInk = "#f2f0ea">
<#assign body = "#3a3936" darkBody = "#d6d3cb">
<#assign meta = "#63615c" darkMeta = "#aaa79f">
<#assign link = "#1f4e79" darkLink = "#9cc4ee">
<#assign onLink = "#ffffff" darkOnLink = "#121212">
<#assign rule = "#dedbd3" darkRule = "#3d3b38">
<#assign picture = "#e4e1d8">
<#assign accent = brand.accent!"#9a2b1f" darkAccent = brand.darkAccent!"#f0917f">
