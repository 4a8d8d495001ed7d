/* What a founder reads on the first day about the demo company: who to ask, and what to say. */
import { afterAll, beforeAll, test } from 'vitest';
import { expectNoAxe, expectNoOverflow, expectQuiet, leave, open, ownOrganization, settled, shot, start, stop } from './harness.ts';

beforeAll(async () => {
  await start();
  await ownOrganization(`First day ${crypto.randomUUID().slice(0, 8)}`);
});
afterAll(stop);

test.each([
  ['en', 'light', 1440, 'Who runs the server makes it', 'Please run'],
  ['hu', 'dark', 360, 'A szerver üzemeltetője', 'Kérem a Gerinc szerverén'],
] as const)('the demo company is asked for in words: %s %s %i', async (language, theme, width, who, ask) => {
  const page = await open('/', { language, theme, width });
  await settled(page);
  await page.getByText(who, { exact: false }).waitFor();
  await page.getByText(ask, { exact: false }).waitFor();
  await expectNoAxe(page, { everywhere: true });
  await expectNoOverflow(page);
  await shot(page, `first-demo-${language}`);
  expectQuiet(page);
  await leave(page);
});
