import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const assign = vi.fn();
const anna = 'member:anna';
const bence = 'member:bence';
const elsewhere = 'member:anna-in-another-organisation';
const fresh = () => import('./places.ts');
/** Another tab of this browser; what it writes is heard here. */
async function another() {
  vi.resetModules();
  const tab = await fresh();
  const told = (act: () => void) => {
    act();
    dispatchEvent(new StorageEvent('storage', { key: 'gerinc.whose', newValue: localStorage.getItem('gerinc.whose') }));
  };
  return { tab, told };
}

beforeEach(() => {
  vi.resetModules();
  localStorage.clear();
  assign.mockClear();
  vi.stubGlobal('location', { assign });
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['logs out', 'noteNobody', undefined],
  ['is somebody else', 'noteWhose', bence],
  ['is in another organisation', 'noteWhose', elsewhere],
] as const)('a tab begins anew when another one %s, at once and before it listened', async (_, what, who) => {
  const here = await fresh();
  here.noteWhose(anna);
  const stop = here.followMoves();
  const same = await another();
  same.told(() => same.tab.noteWhose(anna));
  expect(assign).not.toHaveBeenCalled();
  const other = await another();
  other.told(() => other.tab[what](who as never));
  expect(assign).toHaveBeenCalledExactlyOnceWith('/');
  stop();
  here.followMoves()();
  expect(assign).toHaveBeenCalledTimes(2);
});

test('whoever is found to be another one than before begins anew, as after logging in again as somebody else', async () => {
  const { noteWhose } = await fresh();
  noteWhose(anna);
  noteWhose(anna);
  expect(assign).not.toHaveBeenCalled();
  noteWhose(bence);
  expect(assign).toHaveBeenCalledOnce();
});

test('who logs out here logs in as anybody without that', async () => {
  const { noteWhose, noteNobody, followMoves } = await fresh();
  noteWhose(anna);
  noteNobody();
  noteWhose(bence);
  followMoves()();
  expect(assign).not.toHaveBeenCalled();
});

test('a tab that never asked who is logged in stays', async () => {
  const { followMoves } = await fresh();
  localStorage.setItem('gerinc.whose', 'member:anna');
  followMoves()();
  expect(assign).not.toHaveBeenCalled();
});
