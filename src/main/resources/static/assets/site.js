// The one thing that a script adds: the time zone of who signs up, as a hint.
for (const field of document.querySelectorAll('input[name="time_zone"]')) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || '';
}
