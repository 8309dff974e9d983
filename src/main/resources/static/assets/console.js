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

  // The plot of a run stands outside the block that is renewed, which brings its newest figures along.
  function plots() {
    var place = document.getElementById('plot');
    if (!place || !window.uPlot || place.dataset.drawn) {
      return;
    }
    place.dataset.drawn = 'yes';
    var drawn = null;
    var data = JSON.parse(place.dataset.series);
    function colour(name) { return getComputedStyle(place).getPropertyValue(name).trim(); }
    function time(second, withSeconds) {
      var parts = { timeZone: place.dataset.zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
      if (withSeconds) { parts.second = '2-digit'; }
      return new Intl.DateTimeFormat('en-GB', parts).format(new Date(second * 1000));
    }
    function number(value) { return value === null ? '' : new Intl.NumberFormat('en').format(value); }
    function height() { return window.innerWidth < 640 ? 160 : 200; }
    function draw() {
      if (drawn) { drawn.destroy(); drawn = null; }
      place.hidden = data[0].length < 2;
      if (place.hidden) { return; }
      var axis = { stroke: colour('--meta'), grid: { stroke: colour('--rule'), width: 1 }, ticks: { show: false }, font: '12px sans-serif' };
      drawn = new uPlot({
        width: place.clientWidth, height: height(), cursor: { show: false }, legend: { show: false },
        scales: { x: { time: true }, y: { range: function (plot, min, max) { return [0, Math.max(10, max * 1.1)]; } } },
        axes: [
          Object.assign({}, axis, { space: 70, values: function (plot, ticks) {
            var close = ticks.length > 1 && ticks[1] - ticks[0] < 60;
            return ticks.map(function (tick) { return time(tick, close); });
          } }),
          Object.assign({}, axis, { size: 64, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6], values: function (plot, ticks) { return ticks.map(number); } })
        ],
        series: [{}, { stroke: colour('--live'), fill: colour('--live-tint'), width: 2, points: { show: false } }]
      }, data, place);
    }
    function table() {
      var rows = document.querySelector('[data-table="plot"]');
      if (!rows) { return; }
      rows.replaceChildren.apply(rows, data[0].map(function (at, i) {
        var row = document.createElement('tr');
        var from = row.insertCell();
        var rate = row.insertCell();
        from.textContent = time(at, true);
        rate.textContent = number(data[1][i]);
        rate.className = 'num';
        return row;
      }));
    }
    draw();
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
    new ResizeObserver(function () {
      if (drawn && drawn.width !== place.clientWidth) { drawn.setSize({ width: place.clientWidth, height: height() }); }
    }).observe(place);
    document.addEventListener('htmx:afterSettle', function () {
      var newest = document.querySelector('#live [data-series]');
      if (newest && newest.dataset.series !== JSON.stringify(data)) {
        data = JSON.parse(newest.dataset.series);
        if (drawn) { drawn.setData(data); } else { draw(); }
        table();
      }
    });
  }
  plots();
  // A run that had no edition yet gets its plot with the block.
  document.addEventListener('htmx:afterSettle', plots);
})();
