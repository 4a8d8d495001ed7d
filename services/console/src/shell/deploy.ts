const mark = 'gerinc.reloaded';

/** After a new deploy the old page asks for chunks that are gone: load the new page, once a minute at most. */
export function reloadOnNewDeploy(): void {
  globalThis.addEventListener('vite:preloadError', (event) => {
    // Without a connection nothing came either, and what is shown would be lost with the page.
    if (!navigator.onLine) return;
    const last = Number(sessionStorage.getItem(mark) ?? 0);
    if (Date.now() - last < 60_000) return;
    event.preventDefault();
    sessionStorage.setItem(mark, String(Date.now()));
    location.reload();
  });
}
