// What the console's pages do beyond plain HTML. They work without it.
(function () {
  'use strict';

  // A page in the background asks for nothing.
  document.addEventListener('htmx:beforeRequest', function (event) {
    if (document.hidden && event.detail.requestConfig.verb === 'get') {
      event.preventDefault();
    }
  });

  // A block whose figures cannot be renewed says so: it has an element with the class "stale" beside it, hidden until then.
  function stale(event, is) {
    var block = event.target.closest('[data-live]');
    var note = block && document.getElementById(block.dataset.live);
    if (note) {
      note.hidden = !is;
    }
  }
  ['htmx:sendError', 'htmx:responseError', 'htmx:timeout'].forEach(function (name) {
    document.addEventListener(name, function (event) { stale(event, true); });
  });
  document.addEventListener('htmx:afterOnLoad', function (event) { stale(event, event.detail.xhr.status >= 400); });

  // A second click on a button that posts does nothing.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    // One that is answered by a file leaves the page as it is.
    if (form.method === 'post' && !form.dataset.download) {
      if (form.dataset.sent) {
        event.preventDefault();
      }
      form.dataset.sent = 'yes';
    }
  });
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (form) { delete form.dataset.sent; });
  });
})();
