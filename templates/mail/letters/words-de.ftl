<#--
  Alle Worte der Briefe auf Deutsch: zu jeder Art der Betreff, der Titel, was vor dem Knopf steht, der Knopf, und was danach
  kommt. Namen von Newslettern stehen darin, Namen von Menschen nie: Jeder kann jedem einen schicken lassen.
-->
<#function listed names>
  <#if names?size lt 2><#return names?first!newsletter.name></#if>
  <#return names[0..(names?size - 2)]?join(", ") + " und " + names?last>
</#function>
<#assign what = listed(newsletters)>
<#assign latest = "In der neuesten Ausgabe">
<#assign unsubscribe = "Abbestellen">
<#assign buttonFails = "Falls der Knopf nichts bewirkt, kopieren Sie diese Adresse in Ihren Browser:">
<#assign asked = "Sie bekommen diese Mail, weil sie auf der Seite Ihrer Einstellungen angefordert wurde. Sie gehört zu keinem Newsletter.">
<#assign letters = {
  "confirm": {
    "subject": "Bitte bestätigen: " + what,
    "title": "Ein Klick, und Sie sind dabei",
    "before": ["Jemand, hoffentlich Sie, möchte an diese Adresse geschickt bekommen: " + what + ". Ein Klick, und es geht mit der nächsten Ausgabe los."],
    "button": "Ja, ich möchte " + what,
    "after": ["Der Link gilt 7 Tage. Das waren nicht Sie? Dann tun Sie nichts: Ohne den Klick schicken wir nichts und vergessen diese Adresse."]
  },
  "already": {
    "subject": "Sie bekommen schon: " + what,
    "title": "Sie bekommen schon: " + what,
    "before": ["Jemand, hoffentlich Sie, hat diese Adresse in unser Anmeldeformular eingetragen. Sie sind schon dabei, es ist also nichts zu tun. Falls etwas nicht ankommt, sehen Sie zuerst in den Spam-Ordner, dann in Ihre Einstellungen: Vielleicht machen Sie gerade Pause oder haben nur wenige Themen gewählt."],
    "button": "Meine Einstellungen ansehen",
    "after": []
  },
  "welcome": {
    "subject": "Sie sind dabei: " + newsletter.name,
    "title": "Willkommen bei: " + newsletter.name,
    "before": ["Mit der nächsten Ausgabe geht es los. Sie können Themen wählen, Pause machen oder jederzeit gehen."],
    "button": "Themen wählen und mehr",
    "after": []
  },
  "data": {
    "subject": "Ihre Daten bei " + brand.name,
    "title": "Hier sind Ihre Daten",
    "before": ["Sie möchten alles sehen, was wir über Sie gespeichert haben. Dieser Link führt dorthin; er gilt 15 Minuten, von dieser Mail an gerechnet."],
    "button": "Meine Daten ansehen",
    "after": ["Das waren nicht Sie? Dann tun Sie nichts: Ohne diese Mail sieht niemand Ihre Daten."],
    "because": asked
  },
  "address": {
    "subject": "Ihre Adresse bei " + brand.name + " ändern",
    "title": "Adresse ändern",
    "before": ["Sie möchten unsere Mails an eine andere Adresse bekommen. Dieser Link öffnet das Formular dafür; er gilt 15 Minuten, von dieser Mail an gerechnet."],
    "button": "Meine Adresse ändern",
    "after": ["Das waren nicht Sie? Dann tun Sie nichts: Alles bleibt, wie es ist."],
    "because": asked
  },
  "erase": {
    "subject": "Ihre Daten bei " + brand.name + " löschen",
    "title": "Alles löschen?",
    "before": ["Sie möchten, dass wir alles löschen, was wir über Sie gespeichert haben. Dieser Link öffnet eine Seite, die noch einmal fragt; er gilt 15 Minuten, von dieser Mail an gerechnet."],
    "button": "Ansehen, was gelöscht wird",
    "after": ["Das waren nicht Sie? Dann tun Sie nichts: Alles bleibt, wie es ist."],
    "because": asked
  },
  "new-address": {
    "subject": "Ihre neue Adresse bei " + brand.name,
    "title": "Ist das Ihre neue Adresse?",
    "before": ["Jemand, der " + brand.name + " liest, hoffentlich Sie, möchte unsere Mails künftig an diese Adresse bekommen."],
    "button": "Ja, schicken Sie mir alles hierher",
    "after": ["Der Link gilt 7 Tage. Das waren nicht Sie? Dann tun Sie nichts: Ohne den Klick wird nichts geändert."]
  }
}>
<#assign because = "Sie bekommen diese Mail, weil diese Adresse bei " + brand.name + " eingetragen wurde. Sie gehört zu keinem Newsletter.">
