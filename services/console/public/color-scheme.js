// Before the first paint: the theme the person chose, so that a dark page does not flash white. A file, since the policy
// of the console allows no inline script.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('gerinc.theme');
  } catch (_) {
    // Storage may be forbidden; then the system decides.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
