// Serves dist as the gateway does (strict policy, precompressed files, every route is index.html) and passes /api on, so that
// what is tried here is what runs there. PORT and GERINC_API say where.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';

const dist = new URL('../dist', import.meta.url).pathname;
const suite = new URL(process.env.GERINC_API ?? 'http://127.0.0.1:8080');
const port = Number(process.env.PORT ?? 4173);
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; connect-src 'self'; frame-ancestors 'none'; object-src 'none'";
const types = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json' };

const server = createServer((incoming, outgoing) => {
  const path = decodeURIComponent(new URL(incoming.url ?? '/', 'http://console').pathname);
  if (path.startsWith('/api')) {
    const { origin: _, ...headers } = incoming.headers;
    const passed = request({ host: suite.hostname, port: suite.port, path: incoming.url, method: incoming.method, headers: { ...headers, host: suite.host } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
    return;
  }
  const asked = join(dist, normalize(path));
  const found = asked.startsWith(dist) && existsSync(asked) && statSync(asked).isFile();
  const quote = path.startsWith('/quote/');
  if (!found && !quote && extname(path)) return void outgoing.writeHead(404).end();
  const file = found ? asked : join(dist, quote ? 'quote.html' : 'index.html');
  const brotli = /\bbr\b/.test(String(incoming.headers['accept-encoding'])) && existsSync(`${file}.br`);
  outgoing.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(brotli ? { 'content-encoding': 'br' } : {}),
  });
  outgoing.end(readFileSync(brotli ? `${file}.br` : file));
});
server.listen(port, '127.0.0.1', () => process.stdout.write(`console at http://127.0.0.1:${server.address().port}\n`));
