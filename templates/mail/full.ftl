<#import "partials/frame.ftl" as frame>
<#import "partials/text.ftl" as text>
<#import "partials/telling.ftl" as telling>
<@frame.digest>
<#list articles as article>
<#assign whole = readable(article.body!"", article.standfirst!"", 2) line = telling.byline(article, ", ")>
<#if article.section?has_content>
${text.wrapped(article.section + ":")}
</#if>
${text.ruled(article.title, "-")}
<#if article.standfirst?has_content && !whole.repeats>
${text.wrapped(article.standfirst)}
</#if>
<#if line?has_content>
(${text.wrapped(line)})
</#if>
${article.url}
<#list whole.blocks as block>
<#if block.apart>

</#if>
${text.wrapped((block.picture!false)?then(words("picture", block.text), block.text), block.indent, block.first)}
</#list>
<#list whole.links>

<#items as link>
[${link?counter}]: ${link}
</#items>
</#list>
<#sep>


</#sep>
</#list>
</@frame.digest>
