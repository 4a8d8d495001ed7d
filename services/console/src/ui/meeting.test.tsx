import { act, type ReactElement, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConflictError } from '../api/conflict.ts';
import { ProblemError } from '../api/problems.ts';
import { ask, Asked } from './asked.tsx';
import { changerOf, meeting, type Moved } from './meeting.tsx';

/** What was asked, and what is answered. The services tell who changed it, and what they are called; the client keeps the `fetch` it finds. */
const asked = vi.hoisted(() => {
  const change = { version: 2, type: 'crm.team.updated.v1', time: '2026-11-01T00:00:00Z', actor: 'member:b', fields: ['name'] };
  const answer = (url: string) => ({ items: url.includes('/changes/') ? [change] : [{ member_id: 'b', name: 'Bence' }] });
  globalThis.fetch = (to) => Promise.resolve(new Response(JSON.stringify(answer(to instanceof Request ? to.url : String(to))), { headers: { 'content-type': 'application/json' } }));
  return { change, props: [] as unknown[], answers: [] as unknown[], really: false };
});
vi.mock('./asked.tsx', async (original) => {
  const real = await original<typeof import('./asked.tsx')>();
  const told = (draw: (answer: (value: unknown) => void) => ReactNode) => {
    asked.props.push((draw(() => undefined) as ReactElement).props);
    return Promise.resolve(asked.answers.shift());
  };
  return { ...real, ask: (draw: never) => (asked.really ? real.ask(draw) : told(draw)) };
});

type Team = { readonly name: string; readonly members: string; readonly version: number };
const stale = () => new ProblemError('stale-version', 412, 'stale');
const seen = { value: { name: 'North', members: 'Anna', version: 1 }, etag: '"1"' };
const now = (value: Partial<Team>) => () => Promise.resolve({ value: { ...seen.value, ...value, version: 2 }, etag: '"2"' });
const sends = () => vi.fn<(patch: Partial<Team>, etag: string, key: string) => Promise<string>>().mockRejectedValueOnce(stale()).mockResolvedValue('saved');
const about = { service: 'crm', id: 't', title: 'North', fields: { name: { label: 'Name' }, members: { label: 'Members' } }, base: seen } as const;

beforeEach(() => {
  asked.props.length = 0;
  asked.answers.length = 0;
  asked.really = false;
});

describe('changing fields', () => {
  const save = (send: ReturnType<typeof sends>, theirs: Partial<Team>, can?: (team: Team) => boolean) =>
    meeting.save<Team, string>({ ...about, key: 'first', patch: { name: 'Mine' }, send, fetch: now(theirs), ...(can && { can }) });

  test('that nobody else touched asks nothing', async () => {
    const send = sends();
    await expect(save(send, { members: 'Bence' })).resolves.toBe('saved');
    expect(send).toHaveBeenLastCalledWith({ name: 'Mine' }, '"2"', 'first');
    expect(asked.props).toEqual([]);
  });
  test('that somebody else touched says who, and is done again only as it is answered', async () => {
    const kept = sends();
    asked.answers.push(null);
    await expect(save(kept, { name: 'Theirs' })).resolves.toBeNull();
    expect(kept).toHaveBeenCalledTimes(1);
    const [{ conflict, words }] = asked.props as [{ conflict: ConflictError<Team>; words: { actor: (one: string) => string } }];
    expect(conflict).toMatchObject({ fields: ['name'], mine: { name: 'Mine' }, changes: [asked.change] });
    expect(words.actor('member:b')).toBe('Bence');

    const again = sends();
    asked.answers.push({ name: 'Mine' });
    await expect(save(again, { name: 'Theirs' })).resolves.toBe('saved');
    const [, [patch, etag, key]] = again.mock.calls as [unknown, [Partial<Team>, string, string]];
    expect([patch, etag]).toEqual([{ name: 'Mine' }, '"2"']);
    // What was refused never happened: this is another request.
    expect(key).not.toBe('first');
  });
  test('of what can be changed no more says how it stands, and sends nothing', async () => {
    const send = sends();
    await expect(save(send, { members: '' }, (team) => team.members !== '')).resolves.toBeNull();
    expect(send).toHaveBeenCalledTimes(1);
    expect((asked.props as { moved: Moved }[]).map(({ moved }) => [moved.can, moved.title])).toEqual([[false, 'North']]);
  });
  test('of a row goes by the version it carries, and by what it says', async () => {
    const send = vi.fn<(row: Team, patch: Pick<Team, 'name'>, etag: string) => Promise<string>>().mockRejectedValueOnce(stale()).mockResolvedValue('saved');
    const rename = changerOf<Team, Pick<Team, 'name'>, string>({ service: 'crm', id: () => 't', title: ({ name }) => name, fields: () => ({ name: { label: 'Name' } }), says: ({ name }) => ({ name }), fetch: async () => (await now({ members: 'Bence' })()).value, send });
    await expect(rename(seen.value, { name: 'Mine' })).resolves.toBe('saved');
    expect(send.mock.calls.map(([, patch, etag]) => [patch, etag])).toEqual([[{ name: 'Mine' }, '"1"'], [{ name: 'Mine' }, '"2"']]);
  });
});

describe('doing something', () => {
  const end = (theirs: Partial<Team>, upon?: readonly (keyof Team)[]) => {
    const send = vi.fn<(etag: string, key: string) => Promise<string>>().mockRejectedValueOnce(stale()).mockResolvedValue('done');
    return { send, done: meeting.act<Team, string>({ ...about, label: 'End', can: (team) => team.members !== '', send, fetch: now(theirs), ...(upon && { upon }) }) };
  };
  test('upon what is as it was seen asks nothing', async () => {
    await expect(end({ members: 'Bence' }, ['name']).done).resolves.toBe('done');
    expect(asked.props).toEqual([]);
  });
  test('upon what is another by now is done only when it is wanted all the same', async () => {
    asked.answers.push(false, true);
    const left = end({ name: 'Theirs' }, ['name']);
    await expect(left.done).resolves.toBeNull();
    expect(left.send).toHaveBeenCalledTimes(1);
    const still = end({ name: 'Theirs' });
    await expect(still.done).resolves.toBe('done');
    expect(still.send.mock.calls.map(([etag]) => etag)).toEqual(['"1"', '"2"']);
  });
});

test('a question stays until it is answered, and goes then', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  asked.really = true;
  const box = document.body.appendChild(document.createElement('div'));
  const root = createRoot(box);
  await act(async () => root.render(<Asked />));
  const answers: Promise<string>[] = [];
  const question = (text: string) =>
    act(async () => void answers.push(ask<string>((answer) => <button type="button" onClick={() => answer(text)}>{text}</button>)));
  await question('one');
  await question('two');
  expect(box.textContent).toBe('onetwo');
  await act(async () => box.querySelectorAll('button')[1]?.click());
  expect(box.textContent).toBe('one');
  await expect(answers[1]).resolves.toBe('two');
  await act(async () => box.querySelector('button')?.click());
  expect(box.textContent).toBe('');
  await act(async () => root.unmount());
});
