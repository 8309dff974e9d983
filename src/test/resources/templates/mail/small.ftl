${brand.name}, ${edition.date}

Hello ${reader.name!"there"}, you read us since ${reader.since}<#if reader.attributes.city??> in ${reader.attributes.city}</#if>.
<#list articles as article>

${article.title}
${article.standfirst!}
${article.url}
</#list>

-- 
Unsubscribe: ${links.unsubscribe}
