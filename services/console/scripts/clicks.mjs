// How long the console takes to answer: from the event of a click or a key to the frame in which its answer is painted, measured in
// the page itself. `npm run clicks` goes over the main pages of the demo company; `npm run clicks -- --deals 10000` signs an
// organisation up, opens that many deals in it and measures board and list. A table is printed and nothing fails: what a clock says
// depends on the machine. `--times` says how often each is done. suite.mjs says where everything is.
import { chromium as playwright } from 'playwright-core';
import { findSuite } from './suite.mjs';

const rule = 100;
const given = (name, otherwise) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : otherwise);
const many = given('--deals', 0);
const times = given('--times', 20);
const { url, chromium, stop } = await findSuite();
const browser = await playwright.launch({
  executablePath: chromium,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
await context.addInitScript("localStorage.setItem('gerinc.language', 'en')");
await context.addInitScript(inPage);

/** Runs in every page: `gerincAwait(events, shows)` waits for one of these events, then for what is to be seen, then for its paint. */
function inPage() {
  window.gerincSlow = [];
  new PerformanceObserver((list) => window.gerincSlow.push(...list.getEntries().filter((entry) => entry.interactionId).map((entry) => entry.duration))).observe({
    type: 'event',
    durationThreshold: 16,
  });
  // The first card of a column that can be seen.
  window.gerincFirst = (column) => {
    const { top } = column.querySelector('[data-scroll]').getBoundingClientRect();
    return [...column.querySelectorAll('[data-card]')].find((card) => card.getBoundingClientRect().top >= top)?.dataset.card;
  };
  window.gerincAwait = (events, shows, argument) => {
    window.gerincAnswer = new Promise((resolve) => {
      let begun;
      const begin = (event) => {
        begun ??= event.timeStamp;
      };
      for (const name of events) addEventListener(name, begin, { capture: true });
      const look = () => {
        if (begun === undefined || !shows(argument)) return void requestAnimationFrame(look);
        // What is in the document when a frame begins is painted with it; the message comes after the paint.
        const { port1, port2 } = new MessageChannel();
        const painted = () => {
          for (const name of events) removeEventListener(name, begin, { capture: true });
          resolve(performance.now() - begun);
        };
        port1.addEventListener('message', painted, { once: true });
        port1.start();
        port2.postMessage(undefined);
      };
      requestAnimationFrame(look);
    });
  };
}

const measured = new Map();
const note = (name, took) => measured.set(name, [...(measured.get(name) ?? []), took]);

/** Does something and notes how long its answer took. `shows` runs in the page until it is true. */
async function timed(page, name, events, act, shows, argument) {
  await page.evaluate(`void gerincAwait(${JSON.stringify(events)}, ${shows}, ${JSON.stringify(argument)})`);
  await act();
  note(name, await page.evaluate(() => window.gerincAnswer));
}
const click = ['click'];
const key = ['keydown'];
const shown = (selector) => document.querySelector(selector)?.checkVisibility() === true;
const titled = (title) => document.querySelector('h1')?.textContent === title;
const named = (title) => [...document.querySelectorAll('h1, [data-title]')].some((one) => one.textContent === title);

/** What a page asks the services for, from now on; live updates are not asked for. */
function watch(page) {
  const asked = [];
  page.on('request', (request) => /\/api\/(?!live)/.test(request.url()) && asked.push(`${request.method()} ${new URL(request.url()).pathname.replaceAll(/[0-9a-f-]{36}/g, ':id')}`));
  return asked;
}
const counted = [];
/** Notes what was asked for during something, once nothing more is. */
async function counting(page, asked, name, act) {
  asked.length = 0;
  await act();
  for (let before = -1; before !== asked.length; before = asked.length, await page.waitForTimeout(1200));
  counted.push(`${name}: ${[...new Set(asked)].map((one) => `${asked.filter((other) => other === one).length} ${one}`).join(', ') || 'none'}`);
}

/** Until the page has drawn what came of it, live updates included: what is done next is measured by itself. */
async function calm(page, pause = 150) {
  await page.waitForTimeout(pause);
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => done(), { timeout: 2000 })));
}

async function call(method, path, data, key = crypto.randomUUID(), tries = 3) {
  const answer = await context.request.fetch(`${url}${path}`, { method, data, headers: { 'X-Requested-With': 'gerinc', 'Idempotency-Key': key } });
  // With the same key it has one effect, however often it is sent.
  if (answer.status() >= 500 && tries > 1) return call(method, path, data, key, tries - 1);
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

async function demo() {
  await call('POST', '/api/identity/v1/login', { email: 'anna@gerinc.example', password: 'gerinc-demo' });
  const page = await context.newPage();
  const goTo = async (path) => {
    await page.goto(`${url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await calm(page);
  };

  // Sooner than anybody can read the first page, when no other has been fetched: what says where one goes, then the page.
  for (const place of ['Deals', 'Projects', 'Invoices', 'Timesheet']) {
    const cold = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', storageState: await context.storageState() });
    await cold.addInitScript(inPage);
    const first = await cold.newPage();
    await first.goto(`${url}/`);
    await first.getByRole('heading', { level: 1 }).waitFor();
    await first.waitForTimeout(150);
    await timed(first, 'menu: answer, 0.15 s after a cold page', click, () => first.getByRole('navigation').first().getByRole('link', { name: place, exact: true }).click(), named, place);
    await cold.close();
  }

  // From page to page by the menu, as everybody does.
  await goTo('/');
  const menu = page.getByRole('navigation').first();
  const places = ['Deals', 'Accounts', 'Contacts', 'Timesheet', 'Projects', 'Invoices', 'Pipeline'];
  for (let round = 0; round < times / 4; round++) {
    for (const place of places) {
      await timed(page, 'menu: page', click, () => menu.getByRole('link', { name: place, exact: true }).click(), titled, place);
      await calm(page);
    }
  }

  // The list of deals.
  await goTo('/crm/deals');
  for (let round = 0; round < times; round++) {
    await timed(page, 'list: peek', click, () => page.locator(`[data-row="${round % 5}"]`).click({ position: { x: 400, y: 10 } }), shown, '[role=complementary], aside');
    await page.keyboard.press('Escape');
    await page.locator('aside').waitFor({ state: 'detached' });
    await timed(page, 'list: filter is on', click, () => page.locator('[role=search] [aria-pressed=false]').first().click(), shown, '[role=search] [aria-pressed=true]');
    await calm(page);
    await timed(page, 'list: filters are off', click, () => page.getByRole('search').getByRole('button', { name: 'Clear', exact: true }).click(), () => !document.querySelector('[role=search] [aria-pressed=true]'));
    await calm(page);
    await timed(page, 'palette opens', key, () => page.keyboard.press('Control+k'), shown, '[data-palette] input');
    await page.keyboard.press('Escape');
    await page.locator('[data-palette]').waitFor({ state: 'detached' });
    await timed(page, 'form opens', key, () => page.keyboard.press('c'), shown, 'dialog input, [role=dialog] input');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  // Tabs.
  await goTo('/crm/settings');
  const tabs = ['Fields', 'Tags', 'Reasons', 'Products', 'Pipelines'];
  const found = await page.getByRole('navigation', { name: 'Sales settings' }).getByRole('link').allTextContents();
  for (let round = 0; round < times; round++) {
    const name = found[round % found.length] ?? tabs[0];
    await timed(
      page,
      'tab changes',
      click,
      () => page.getByRole('navigation', { name: 'Sales settings' }).getByRole('link', { name, exact: true }).click(),
      (wanted) => [...document.querySelectorAll('nav a[aria-current=page]')].some((tab) => tab.textContent === wanted),
      name,
    );
    await calm(page);
  }

  // A card to the next column and back, and the deal behind it.
  await goTo('/crm/pipeline');
  await board(page, times);
  for (let round = 0; round < times; round++) {
    const link = page.locator('[data-card] a').first();
    await link.focus();
    const name = await link.textContent();
    await timed(page, 'card: page of the deal', key, () => page.keyboard.press('Enter'), titled, name);
    await calm(page);
    await page.goBack();
    await page.locator('[data-card] a').first().waitFor();
    await calm(page);
  }

  // A cell of the timesheet: typing opens it, Esc closes it.
  await goTo('/time');
  const cell = page.locator('[data-at]').first();
  if ((await cell.count()) === 0) await page.keyboard.press('Control+Shift+L');
  await cell.waitFor();
  await cell.focus();
  for (let round = 0; round < times; round++) {
    await timed(page, 'timesheet: next cell', key, () => page.keyboard.press(round % 2 ? 'ArrowLeft' : 'ArrowRight'), (at) => document.activeElement?.getAttribute('data-at') === at, round % 2 ? '0:0' : '0:1');
  }
  const free = await page.locator('[data-at]').evaluateAll((cells) => cells.find((one) => one.getAttribute('aria-readonly') !== 'true')?.getAttribute('data-at'));
  if (free) {
    for (let round = 0; round < times; round++) {
      await page.locator(`[data-at="${free}"]`).focus();
      await timed(page, 'timesheet: typing', key, () => page.keyboard.press('2'), () => document.activeElement?.matches('[role=grid] input') === true);
      await page.keyboard.press('Escape');
      await page.locator(`[data-at="${free}"]:focus`).waitFor();
    }
  }
  return page;
}

/** Moves the first card that has a column at its right, there and back. */
async function board(page, rounds, when = '') {
  const columns = await page.locator('[data-stage]').evaluateAll((all) => all.map((one) => ({ stage: one.getAttribute('data-stage'), card: gerincFirst(one) })));
  const from = columns.slice(0, -1).find((column) => column.card);
  const to = columns[columns.indexOf(from) + 1];
  const stands = ([stage, card]) => document.querySelector(`[data-stage="${stage}"] [data-card="${card}"]`) !== null;
  await page.locator(`[data-card="${from.card}"] a`).focus();
  for (let round = 0; round < rounds; round++) {
    const [arrow, column] = round % 2 ? ['ArrowLeft', from] : ['ArrowRight', to];
    await timed(page, `card: next column by key${when}`, key, () => page.keyboard.press(`Alt+${arrow}`), stands, [column.stage, from.card]);
    await page.locator(`[data-stage="${column.stage}"] [data-card="${from.card}"]:not([data-moving])`).waitFor();
    await calm(page, 700);
  }
  // Far down, a card that is dropped may stand out of sight.
  if (when) return;
  // By pointer, from the drop.
  for (let round = 0; round < rounds / 2; round++) {
    const column = round % 2 ? from : to;
    const card = page.locator(`[data-card="${from.card}"]`);
    await card.scrollIntoViewIfNeeded();
    await calm(page);
    await timed(page, `card: dropped${when}`, ['drop'], () => card.dragTo(page.locator(`[data-stage="${column.stage}"]`), { targetPosition: { x: 60, y: 20 } }), stands, [column.stage, from.card]);
    await page.locator(`[data-stage="${column.stage}"] [data-card="${from.card}"]:not([data-moving])`).waitFor();
    await calm(page, 700);
  }
}

/** What somebody else does on the board: until it is drawn, and what that costs. */
async function others(page, asked, stages, when = '') {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement?.blur());
  const id = await page.evaluate(() => gerincFirst(document.querySelector('[data-stage]')));
  for (let round = 0; round < times / 4; round++) {
    const path = `/api/crm/v1/deals/${id}`;
    const { version } = await call('GET', path);
    const name = `Deal renamed ${round}${when}`;
    await counting(page, asked, `requests after an event${when}`, async () => {
      const sent = performance.now();
      await context.request.fetch(`${url}${path}`, { method: 'PATCH', data: { name }, headers: { 'X-Requested-With': 'gerinc', 'If-Match': `"${version}"` } });
      await page.locator(`[data-card="${id}"]`).getByRole('link', { name, exact: true }).waitFor();
      note(`board: an event until it is drawn${when}`, performance.now() - sent);
    });
  }
  await counting(page, asked, `requests after 60 new deals${when}`, () =>
    Promise.all(Array.from({ length: 60 }, (_, at) => call('POST', '/api/crm/v1/deals', { name: `Deal of others ${at}`, stage_id: stages[at % stages.length].stage_id, value: { amount: '1.00', currency: 'EUR' } }))),
  );
}

async function large() {
  const stamp = Date.now();
  await call('POST', '/api/identity/v1/signup', {
    organization: { name: `Many deals ${stamp}`, country: 'HU', base_currency: 'EUR', time_zone: 'Europe/Budapest' },
    user: { name: 'Olga Owner', email: `many-${stamp}@check.example`, password: 'four words are better' },
  });
  const { items } = await call('GET', '/api/crm/v1/pipelines');
  const stages = items[0].stages.filter((stage) => stage.status === 'open');
  const begun = performance.now();
  let next = 0;
  const opening = async () => {
    for (let at = next++; at < many; at = next++) {
      const opened = new Date(stamp - (at % 300) * 86_400_000).toISOString().slice(0, 10);
      await call('POST', '/api/crm/v1/deals', {
        name: `Deal ${at + 1} about something`,
        stage_id: stages[at % stages.length].stage_id,
        opened_on: opened,
        value: { amount: `${1000 + (at % 97) * 100}.00`, currency: 'EUR' },
        ...(at % 3 ? { next_step: { text: 'Call them' } } : {}),
      });
    }
  };
  await Promise.all(Array.from({ length: 12 }, opening));
  process.stdout.write(`${many} deals opened in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);

  const page = await context.newPage();
  for (let round = 0; round < 5; round++) {
    await page.goto(`${url}/crm/pipeline`);
    await page.locator('[data-card]').first().waitFor();
    note('board: first cards, from the address', await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(performance.now())))));
  }
  await calm(page);
  const asked = watch(page);
  await board(page, times / 2);
  await others(page, asked, stages);

  // Down a column to its end, or for a minute, a screen at a time: how long each frame takes meanwhile.
  const column = page.locator('[data-stage] [data-scroll]').first();
  const scrolled = await column.evaluate(async (list) => {
    const frames = [];
    let before = performance.now();
    let going = true;
    const frame = (now) => {
      frames.push(now - before);
      before = now;
      if (going) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    for (let still = 0, end = performance.now() + 60_000; still < 20 && performance.now() < end; ) {
      const at = list.scrollTop;
      list.scrollBy(0, 600);
      await new Promise((done) => setTimeout(done, 50));
      still = list.scrollTop === at ? still + 1 : 0;
    }
    going = false;
    const cards = [...list.querySelectorAll('[data-card]')];
    return { frames: frames.slice(1), last: Number(cards.at(-1)?.dataset.index) + 1, there: cards.length };
  });
  process.stdout.write(`${scrolled.last} cards scrolled through, ${scrolled.there} of them in the document\n`);
  for (const took of scrolled.frames) note('board: a frame while scrolling', took);
  await calm(page, 700);
  await board(page, times / 2, ', scrolled down');
  await others(page, asked, stages, ', scrolled down');

  const narrow = page.getByRole('search').getByRole('textbox').first();
  for (let round = 0; round < 5; round++) {
    await narrow.fill('');
    await page.locator('[data-card]').nth(20).waitFor();
    await calm(page, 700);
    // With the pause in which a person may type on.
    const filtered = () => document.querySelector('[data-card]') !== null && [...document.querySelectorAll('[data-card] a')].every((card) => card.textContent.startsWith('Deal 77'));
    await timed(page, 'board: cards after a filter', ['input'], () => narrow.fill('Deal 77'), filtered);
  }

  for (let round = 0; round < 5; round++) {
    await page.goto(`${url}/crm/deals?status=open&sort=-value`);
    await page.locator('[data-row="0"]').waitFor();
    note('list: first rows, from the address', await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(performance.now())))));
    await calm(page);
    const field = page.getByRole('search').getByRole('textbox').first();
    await field.focus();
    await timed(page, 'list: typing into a filter', key, () => page.keyboard.press('8'), () => document.activeElement?.value === '8');
    await calm(page);
  }
  return page;
}

let failure;
try {
  const page = many ? await large() : await demo();
  for (const took of await page.evaluate(() => window.gerincSlow)) note('all events of the last page (browser)', took);
} catch (error) {
  // What was measured until then is said all the same.
  failure = error;
}
const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const line = (cells) => process.stdout.write(`${cells[0].padEnd(40)}${cells.slice(1).map((cell) => String(cell).padStart(8)).join('')}\n`);
line(['milliseconds', 'times', 'first', 'p50', 'p95', 'worst']);
for (const [name, all] of measured) {
  const sorted = all.toSorted((a, b) => a - b);
  const figures = [all[0], share(sorted, 0.5), share(sorted, 0.95), sorted.at(-1)].map(Math.round);
  line([name, all.length, ...figures, figures[2] > rule ? '  slow' : '']);
}
for (const one of new Set(counted)) process.stdout.write(`${one}\n`);
await browser.close();
stop();
if (failure) throw failure;
