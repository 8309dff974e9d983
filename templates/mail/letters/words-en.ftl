<#--
  Every word of the letters in English: for each kind its subject, its title, what stands before the button, the button,
  and what stands after it. Names of newsletters stand in them, names of people never: anybody can have one sent to anybody.
-->
<#function listed names>
  <#if names?size lt 2><#return names?first!newsletter.name></#if>
  <#return names[0..(names?size - 2)]?join(", ") + " and " + names?last>
</#function>
<#assign what = listed(newsletters)>
<#assign latest = "In the latest edition">
<#assign unsubscribe = "Unsubscribe">
<#assign buttonFails = "If the button does nothing, copy this address into your browser:">
<#assign asked = "You get this mail because it was asked for on the page of your preferences. It is not part of a newsletter.">
<#assign letters = {
  "confirm": {
    "subject": "Confirm: " + what,
    "title": "One click, and you are in",
    "before": ["Somebody, we hope you, asked us to send " + what + " to this address. One click, and it comes from the next edition on."],
    "button": "Yes, send me " + what,
    "after": ["The link is good for 7 days. Was it not you who asked? Then do nothing: without the click nothing is sent, and we forget this address."]
  },
  "already": {
    "subject": "You already get " + what,
    "title": "You already get " + what,
    "before": ["Somebody, we hope you, entered this address in our sign-up form. You are a reader already, so there is nothing to do. If something does not come, look into your spam folder first, then at your preferences: perhaps you have paused, or chosen few topics."],
    "button": "See my preferences",
    "after": []
  },
  "welcome": {
    "subject": "You are in: " + newsletter.name,
    "title": "Welcome to " + newsletter.name,
    "before": ["From the next edition on it comes to this address. You can choose topics, take a pause or leave at any time."],
    "button": "Choose topics and more",
    "after": []
  },
  "data": {
    "subject": "Your data at " + brand.name,
    "title": "Here is your data",
    "before": ["You asked for all that we keep about you. This link opens it, and is good for 15 minutes from the time of this mail."],
    "button": "Get my data",
    "after": ["Was it not you? Then do nothing: nobody sees your data without this mail."],
    "because": asked
  },
  "address": {
    "subject": "Change your address at " + brand.name,
    "title": "Change your address",
    "before": ["You asked to get our mail at another address. This link opens the form for it, and is good for 15 minutes from the time of this mail."],
    "button": "Change my address",
    "after": ["Was it not you? Then do nothing: everything stays as it is."],
    "because": asked
  },
  "erase": {
    "subject": "Erase your data at " + brand.name,
    "title": "Erase everything?",
    "before": ["You asked us to erase all that we keep about you. This link opens a page that asks once more, and is good for 15 minutes from the time of this mail."],
    "button": "See what is erased",
    "after": ["Was it not you? Then do nothing: everything stays as it is."],
    "because": asked
  },
  "new-address": {
    "subject": "Confirm your new address at " + brand.name,
    "title": "Is this your new address?",
    "before": ["A reader of " + brand.name + ", we hope you, wants to get our mail at this address from now on."],
    "button": "Yes, mail me here",
    "after": ["The link is good for 7 days. Was it not you? Then do nothing: without the click nothing is changed."]
  }
}>
<#assign because = "You get this mail because this address was entered at " + brand.name + ". It is not part of a newsletter.">
