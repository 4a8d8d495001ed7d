// Where the suite, the console and the browser are, for what looks at pages in a real browser. GERINC_URL is a gateway that serves the
// console itself; without it the build in dist is served here and /api goes to GERINC_API. CHROMIUM says where the browser is.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

// The headless shell draws only what is asked for, which takes a third less of the processor.
const candidates = [process.env.CHROMIUM, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(2);
};

export async function findSuite() {
  const chromium = candidates.find((path) => path && existsSync(path));
  if (!chromium) fail('No Chromium found. Install one, or say where it is in CHROMIUM.');
  let preview;
  let url = process.env.GERINC_URL?.replace(/\/+$/, '');
  if (!url) {
    if (!existsSync(new URL('../dist/index.html', import.meta.url))) fail('Nothing is built. Run `npm run build` first, or set GERINC_URL.');
    preview = spawn(process.execPath, [new URL('serve.mjs', import.meta.url).pathname], { env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
    url = await new Promise((resolve) => preview.stdout.on('data', (said) => resolve(String(said).match(/http:\S+/)?.[0])));
  }
  const answer = await fetch(`${url}/api/openapi.json`).catch(() => undefined);
  if (!answer?.ok) {
    preview?.kill();
    fail(`No suite answers at ${url}${preview ? ` (GERINC_API=${process.env.GERINC_API ?? 'http://127.0.0.1:8080'})` : ''}. Start it with \`cargo run\`.`);
  }
  process.stdout.write(`console ${url}, browser ${chromium}\n`);
  return { url, chromium, stop: () => preview?.kill() };
}
