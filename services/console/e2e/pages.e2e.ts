/* What holds for every page. A new page adds its address to pages.ts. */
import { afterAll, beforeAll, test } from 'vitest';
import { base, both, expectNoAxe, expectNoOverflow, expectQuiet, leave, looks, open, pairs, settled, shot, spread, start, stop, stranger, walk, type Shown } from './harness.ts';
import { outside, pages, records } from './pages.ts';
import { asked, expectPseudo } from './pseudo.ts';

const address = (path: string) => path.split('?')[0] ?? path;

// Every page in the two looks that differ most, a few in more.
const some: readonly string[] = ['/', '/crm/deals', '/time'];
// With longer texts, the two sizes of one language tell everything.
const longer = looks.filter(({ language, theme }) => language === 'en' && theme === 'light');
// Two looks at a time: most of a visit is waiting.
const tries = spread([...pages, ...Object.keys(records)], address).flatMap((path) => {
  const wanted = asked ? longer : some.includes(path) ? pairs : both;
  return wanted.flatMap((first, place) => (place % 2 === 0 ? [{ path, pair: [first, ...wanted.slice(place + 1, place + 2)] }] : []));
});

// One window for each look, so that the console itself is loaded once for each.
const windows = new Map<string, Awaited<ReturnType<typeof open>>>();
async function visit(path: string, look: Shown) {
  const key = JSON.stringify(look);
  const known = windows.get(key);
  if (known && new URL(known.url()).pathname !== address(path)) {
    known.errors.length = 0;
    await walk(known, path);
    return known;
  }
  if (known) await leave(known);
  const page = await open(path, look);
  windows.set(key, page);
  return page;
}

/** Where the oldest of each thing is: what the demo company came with, and no test of another file changes or erases. */
const places = new Map<string, string>();
beforeAll(async () => {
  await start();
  const page = await open('/profile');
  for (const [path, [list, id]] of Object.entries(records)) {
    const answer = await page.context().request.get(`${base}${list}?limit=200`);
    const { items } = (await answer.json()) as { items: Readonly<Record<string, string>>[] };
    const [first] = items.map((item) => item[id]).toSorted();
    if (!first) throw new Error(`${list} is empty`);
    places.set(path, path.replace(/\$\w+/, first));
  }
  await leave(page);
});
afterAll(stop);

const named = ({ language, theme, width }: Shown) => `${language} ${theme} ${width}`;
test.each(tries.map(({ path, pair }) => ({ path, pair, looks: pair.map(named).join(', ') })))('$path $looks', async ({ path, pair }) => {
  await Promise.all(pair.map(async (look) => holds(path, look, await visit(places.get(path) ?? path, look))));
});
test.each(outside.flatMap((path) => both.map((look) => ({ path, look, named: named(look) }))))('$path $named', async ({ path, look }) => {
  const page = await stranger(path, look);
  await holds(path, look, page);
  await leave(page);
});

async function holds(path: string, look: Shown, page: Awaited<ReturnType<typeof open>>) {
  await settled(page);
  await shot(page, `${path.replaceAll(/\W+/g, '-')}-${look.language}-${look.theme}-${look.width}`);
  if (asked) return expectPseudo(page);
  await expectNoAxe(page);
  await expectNoOverflow(page);
  expectQuiet(page);
}
