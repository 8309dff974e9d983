<#-- Setting plain text: wrapping at 72 columns, and rules under titles. Widths count code points; wide signs take two. -->
<#assign columns = 72>
<#assign wide = r"\x{1100}-\x{115F}\x{2E80}-\x{303E}\x{3041}-\x{A4CF}\x{AC00}-\x{D7A3}\x{F900}-\x{FAFF}\x{FE30}-\x{FE6F}\x{FF01}-\x{FF60}\x{FFE0}-\x{FFE6}\x{1F300}-\x{1F64F}\x{1F900}-\x{1F9FF}\x{20000}-\x{3FFFD}">

<#function width text>
  <#return text?replace(r"[\p{Mn}\p{Me}\p{Cf}]", "", "r")?replace("[" + wide + "]", "xx", "r")?replace(r"[\x{10000}-\x{10FFFF}]", "x", "r")?length>
</#function>

<#--
  The text in lines, each after the indent, the first after `first`, which is as wide. Lines break at spaces and between
  wide signs; a word that is longer than a line is cut, unless it is a URL.
-->
<#function wrapped text indent="" first=indent>
  <#local line = text?replace(r"[\s\x{85}\x{A0}\x{2028}\x{2029}]+", " ", "r")?trim room = columns - indent?length>
  <#if line?matches(".*[" + wide + "].*")>
    <#return first + wrappedByColumns(line, room)?join("\n" + indent)>
  </#if>
  <#local fitting = r"(https?://\S{" + room + ",}|.{1," + room + "})(?: |$)|(.{" + room + "})">
  <#return first + line?replace(fitting, "$1$2\n" + indent, "r")?remove_ending("\n" + indent)>
</#function>

<#function wrappedByColumns text room>
  <#local lines = [] line = "" used = 0>
  <#list text?matches(r" ?(?:https?://\S+|[" + wide + r"]\p{Po}*|[^ " + wide + "]{1," + room + "})") as piece>
    <#local word = piece?string>
    <#local taken = width(word)>
    <#if used gt 0 && used + taken gt room>
      <#local lines = lines + [line] line = "" used = 0>
    </#if>
    <#if used == 0>
      <#local word = word?trim>
      <#local taken = width(word)>
    </#if>
    <#local line = line + word used = used + taken>
  </#list>
  <#return lines + [line]>
</#function>

<#-- The text with a rule under it, as long as its longest line. -->
<#function ruled text sign>
  <#local lines = wrapped(text) longest = 1>
  <#list lines?split("\n") as line><#local longest = [longest, width(line)]?max></#list>
  <#return lines + "\n" + ""?left_pad(longest, sign)>
</#function>
