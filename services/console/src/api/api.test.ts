import { QueryClient } from '@tanstack/react-query';
import { describe, expect, test, vi } from 'vitest';
import { actVersioned, ConflictError, differing, MovedError, saveVersioned } from './conflict.ts';
import { optimistic } from './optimistic.ts';
import { setLanguage } from '../i18n/index.ts';
import { ProblemError, refusalOf, sentence, toFormErrors } from './problems.ts';

const stale = () => new ProblemError('stale-version', 412, 'stale');

describe('errors of a form', () => {
  const invalid = new ProblemError('invalid-field', 422, 'wrong', [
    { pointer: '/name', detail: 'must not be empty' },
    { pointer: '/value/amount', detail: 'too small' },
    { pointer: '/lines/0/name', detail: 'too long' },
  ]);
  test('go to the nearest field, the rest to the summary', () =>
    expect(toFormErrors(invalid, ['/name', '/value'])).toEqual({
      fields: { '/name': 'must not be empty', '/value': 'too small' },
      rest: ['lines/0/name: too long'],
    }));
});

describe('a refusal of a service', () => {
  const answer = (body: object, status = 422) => ProblemError.from(new Response(JSON.stringify(body), { status }));
  const invalid = (...errors: readonly object[]) => answer({ type: 'urn:gerinc:problem:invalid-field', detail: '/name: must not be empty', errors });
  test('is said in the language of the person, with what it was and where', async () => {
    await setLanguage('hu');
    const problem = await invalid({ pointer: '/name', detail: 'must not be empty' }, { pointer: '/lines/0/unit_price', detail: 'must be 0 or more' });
    expect(toFormErrors(problem, ['/name'])).toEqual({ fields: { '/name': 'Nem lehet üres.' }, rest: ['Tételek › 1. › Egységár: Nulla vagy több lehet.'] });
    expect(problem.errors.map((error) => error.wrote)).toEqual(['must not be empty', 'must be 0 or more']);
    expect(sentence(problem)).toBe('Megnevezés: Nem lehet üres. Tételek › 1. › Egységár: Nulla vagy több lehet.');
    expect(sentence(await answer({ type: 'urn:gerinc:problem:quote-not-draft', detail: 'The quote is sent; only a draft can change.' }, 409))).toBe('Csak piszkozat módosítható. Az ajánlatból új változatot kell kezdeni.');
    await setLanguage('en');
  });
  test('is said as it came where its words cannot be fetched', async () => {
    vi.resetModules();
    vi.doMock('../i18n/details/index.ts', () => {
      throw new Error('offline');
    });
    const { ProblemError: Fresh } = await import('./problems.ts');
    const body = { type: 'urn:gerinc:problem:invalid-field', detail: '/name: must not be empty', errors: [{ pointer: '/name', detail: 'must not be empty' }] };
    const problem = await Fresh.from(new Response(JSON.stringify(body), { status: 422 }));
    expect([problem.code, problem.status, problem.errors]).toEqual(['invalid-field', 422, [{ pointer: '/name', detail: 'must not be empty' }]]);
    vi.doUnmock('../i18n/details/index.ts');
  });
});

describe('saving on an old version', () => {
  type Deal = { name: string; close: string };
  const base = { value: { name: 'a', close: '1' }, etag: '"1"' };
  const fetch = (value: Deal) => () => Promise.resolve({ value, etag: '"2"' });
  test('goes through when other fields changed', async () => {
    const send = vi.fn((_: Partial<Deal>, etag: string) => (etag === '"1"' ? Promise.reject(stale()) : Promise.resolve('done')));
    await expect(saveVersioned<Deal, string>({ base, patch: { name: 'b' }, send, fetch: fetch({ name: 'a', close: '2' }) })).resolves.toBe('done');
    expect(send).toHaveBeenLastCalledWith({ name: 'b' }, '"2"');
  });
  test('asks when the same field changed, and keeps both sides', async () => {
    const saving = saveVersioned<Deal, string>({ base, patch: { name: 'b' }, send: () => Promise.reject(stale()), fetch: fetch({ name: 'c', close: '1' }) });
    const error: unknown = await saving.catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ fields: ['name'], mine: { name: 'b' }, theirs: { value: { name: 'c' } } });
  });
  test('leaves alone what a form only held', async () => {
    const send = vi.fn((_: Partial<Deal>, etag: string) => (etag === '"1"' ? Promise.reject(stale()) : Promise.resolve('done')));
    await saveVersioned<Deal, string>({ base, patch: { name: 'b', close: '1' }, send, fetch: fetch({ name: 'a', close: '2' }) });
    expect(send).toHaveBeenLastCalledWith({ name: 'b' }, '"2"');
  });
  test('brings together what holds several things, and asks with theirs in it where both touched one', async () => {
    type Tagged = { tags: readonly string[] };
    const send = vi.fn((_: Partial<Tagged>, etag: string) => (etag === '"1"' ? Promise.reject(stale()) : Promise.resolve('done')));
    const save = (clash: boolean) =>
      saveVersioned<Tagged, string>({
        base: { value: { tags: ['a'] }, etag: '"1"' },
        patch: { tags: ['a', 'mine'] },
        merge: () => Promise.resolve({ tags: (_: readonly string[], mine: readonly string[], theirs: readonly string[]) => ({ value: [...new Set([...theirs, ...mine])], clash }) }),
        send,
        fetch: () => Promise.resolve({ value: { tags: ['a', 'theirs'] }, etag: '"2"' }),
      });
    await save(false);
    expect(send).toHaveBeenLastCalledWith({ tags: ['a', 'theirs', 'mine'] }, '"2"');
    await expect(save(true)).rejects.toMatchObject({ fields: ['tags'], mine: { tags: ['a', 'theirs', 'mine'] } });
    expect(send).toHaveBeenCalledTimes(3);
  });
});

describe('what is set all at once', () => {
  type Rules = { quiet: string; given: string };
  test('is sent with what the other set meanwhile, never without it', async () => {
    const send = vi.fn<(patch: Partial<Rules>, etag: string) => Promise<string>>().mockRejectedValueOnce(stale()).mockResolvedValue('done');
    const base = { value: { quiet: '1', given: '1' }, etag: '"1"' };
    await saveVersioned<Rules, string>({ base, patch: { quiet: '9', given: '1' }, whole: true, send, fetch: () => Promise.resolve({ value: { quiet: '1', given: '5' }, etag: '"2"' }) });
    expect(send).toHaveBeenLastCalledWith({ quiet: '9', given: '5' }, '"2"');
  });
});

describe('doing something with a record', () => {
  type Claim = { status: string; total: string };
  const base = { value: { status: 'submitted', total: '100' }, etag: '"1"' };
  const theirs = { value: { status: 'submitted', total: '900' }, etag: '"2"' };
  const change = { version: 2, type: 'expenses.claim.updated.v1', time: '2026-11-01T00:00:00Z', actor: 'member:b', fields: ['lines'] };
  test('is done on what was seen, and then nothing else is asked', async () => {
    const [send, fetch] = [vi.fn<(etag: string) => Promise<string>>(() => Promise.resolve('approved')), vi.fn(() => Promise.resolve(theirs))];
    await expect(actVersioned<Claim, string>({ base, send, fetch })).resolves.toBe('approved');
    expect(send).toHaveBeenCalledExactlyOnceWith('"1"');
    expect(fetch).not.toHaveBeenCalled();
  });
  test('is never done by itself on what it is by now: it says what that is, and from whom', async () => {
    const send = vi.fn<(etag: string) => Promise<string>>(() => Promise.reject(stale()));
    const error: unknown = await actVersioned<Claim, string>({ base, send, fetch: () => Promise.resolve(theirs), changes: () => Promise.resolve([change]) }).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(MovedError);
    expect(error).toMatchObject({ theirs, changes: [change] });
    expect(send).toHaveBeenCalledTimes(1);
    expect(differing(['status', 'total'], base.value, theirs.value)).toEqual(['total']);
  });
  test('is done all the same where what it is decided upon is as it was', async () => {
    const act = (upon: readonly ('status' | 'total')[]) => {
      const send = vi.fn<(etag: string) => Promise<string>>().mockRejectedValueOnce(stale()).mockResolvedValue('approved');
      return { done: actVersioned<Claim, string>({ base, upon, send, fetch: () => Promise.resolve(theirs) }), send };
    };
    const same = act(['status']);
    await expect(same.done).resolves.toBe('approved');
    expect(same.send).toHaveBeenLastCalledWith('"2"');
    const other = act(['status', 'total']);
    await expect(other.done).rejects.toBeInstanceOf(MovedError);
    expect(other.send).toHaveBeenCalledTimes(1);
  });
  test('tells no less where nobody knows who it was', async () => {
    const acting = actVersioned<Claim, string>({ base, send: () => Promise.reject(stale()), fetch: () => Promise.resolve(theirs), changes: () => Promise.reject(new Error('forbidden')) });
    await expect(acting).rejects.toMatchObject({ theirs, changes: [] });
  });
  test('fails as it fails where it was refused for something else', async () => {
    const refused = new ProblemError('own-claim', 409, 'own');
    await expect(actVersioned<Claim, string>({ base, send: () => Promise.reject(refused), fetch: () => Promise.resolve(theirs) })).rejects.toBe(refused);
  });
});

describe('an optimistic change', () => {
  const change = (send: () => Promise<number>) => ({ key: ['n'], apply: (n: number) => n + 1, send });
  test('shows at once and stays', async () => {
    const queries = new QueryClient();
    queries.setQueryData(['n'], 1);
    const sent = optimistic(queries, change(() => Promise.resolve(2)));
    expect(queries.getQueryData(['n'])).toBe(2);
    await sent;
    expect(queries.getQueryData(['n'])).toBe(2);
  });
  test('is taken back when refused, unless something newer came', async () => {
    const queries = new QueryClient();
    queries.setQueryData(['n'], 1);
    await optimistic(queries, change(() => Promise.reject(stale()))).catch(() => undefined);
    expect(queries.getQueryData(['n'])).toBe(1);
    const failing = optimistic(queries, change(() => Promise.reject(stale())));
    queries.setQueryData(['n'], 9);
    await failing.catch(() => undefined);
    expect(queries.getQueryData(['n'])).toBe(9);
  });
});

test.each([
  ['invalid', 422, 'mend'],
  ['wrong-credentials', 401, 'mend'],
  ['unauthorized', 401, 'loggedOut'],
  ['forbidden', 403, 'mayNot'],
  ['offline', 0, 'notSent'],
  ['status-503', 503, 'notSent'],
] as const)('a form that was answered %s (%i) says above it: %s', (code, status, said) => {
  expect(refusalOf(new ProblemError(code, status, ''))).toBe(said);
});
