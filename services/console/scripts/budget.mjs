// What a page may weigh, over the manifest of the build. The home page counts all that the frame loads.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const limits = { home: 170, route: 240, css: 40, chunk: 140, quote: 80, charts: 130 };

const sizes = new Map();
const kilobytes = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1000);
  return sizes.get(file);
};

/** A chunk and everything it imports at once. */
function withImports(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) withImports(next, seen);
  return seen;
}
const entry = 'index.html';
// The longer of the languages; `shell/lazy.ts` loads the texts of a domain with its pages (a few of billing show words of reporting).
const texts = (...domains) => domains.map((domain) => `src/i18n/hu/${domain}.ts`).filter((key) => manifest[key]);
const withTexts = {
  billing: ['billing', 'reporting'], crm: ['crm', 'leads', 'talk'], shell: [],
  'crm/board': ['crm'], 'crm/day': ['crm', 'talk'], 'crm/desk': ['crm', 'talk', 'mail', 'desk'], 'crm/leads': ['crm', 'leads'], 'crm/leadRules': ['crm', 'leads', 'forms'], 'crm/imports': ['crm', 'imports'],
  'expenses/approval': ['expenses', 'projects'],
  'crm/forecast': ['crm', 'forecast'], 'crm/deal': ['crm', 'leads', 'talk', 'forecast'],
};
const frame = Object.keys(manifest).filter((key) => key.endsWith('shell/Frame.tsx'));
const always = [entry, ...texts('common', 'names', 'shell'), ...frame];
const weigh = (keys) => {
  const all = new Set(keys.flatMap((key) => [...withImports(key)]));
  const files = [...all].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
  const css = new Set([...all].flatMap((key) => manifest[key].css ?? []));
  return { js: [...new Set(files)].reduce((sum, file) => sum + kilobytes(file), 0), css: [...css].reduce((sum, file) => sum + kilobytes(file), 0) };
};

const failures = [];
/** Compared as it is printed, to a tenth of a kilobyte. */
const check = (name, exact, limit) => {
  const value = Math.round(exact * 10) / 10;
  process.stdout.write(`${value <= limit ? 'ok  ' : 'OVER'} ${name.padEnd(40)} ${value.toFixed(1).padStart(7)} of ${limit} kB\n`);
  if (value > limit) failures.push(name);
};
// A lazy chunk that is no part of another page: the pages themselves.
const pages = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry && key.endsWith('Page.tsx'));
for (const page of pages) {
  const domain = page.includes('home/import/') ? 'imports' : page.split('/')[1];
  const folder = page.split('/').slice(1, 3).join('/');
  const { js, css } = weigh([...always, ...texts(...(withTexts[folder] ?? withTexts[domain] ?? [domain])), page]);
  check(page.replace('src/', ''), js, page.includes('home/') ? limits.home : limits.route);
  check(`${page.replace('src/', '')} css`, css, limits.css);
}
// What comes with the first chart, after its page: the drawing and the library behind it.
for (const part of ['Plot', 'Spark']) {
  const key = `src/ui/charts/${part}.tsx`;
  if (!manifest[key]?.isDynamicEntry) throw new Error(`${key} is no part of its own any more`);
  const there = new Set([...always, ...pages].flatMap((one) => [...withImports(one)]));
  check(`${key.replace('src/', '')} after its page`, [...withImports(key)].filter((one) => !there.has(one)).reduce((sum, one) => sum + kilobytes(manifest[one].file), 0), limits.charts);
}
// What a client loads who is sent a quote: nothing of the frame.
const quote = weigh(['quote.html']);
check('quote', quote.js, limits.quote);
check('quote css', quote.css, limits.css);
const files = [...new Set(Object.values(manifest).map((chunk) => chunk.file))].filter((file) => file.endsWith('.js'));
for (const file of files) if (kilobytes(file) > 60) check(file, kilobytes(file), limits.chunk);
process.stdout.write(`largest: ${files.toSorted((a, b) => kilobytes(b) - kilobytes(a)).slice(0, 5).map((file) => `${file} ${kilobytes(file).toFixed(1)}`).join(', ')}\n`);
process.exit(failures.length > 0 ? 1 : 0);
