/* 412: someone was faster. Their value is fetched, ours is kept, and nothing is overwritten unseen. */
import { ProblemError } from './problems.ts';
import type { Versioned } from './client.ts';
import type { Merge } from './merge.ts';

export type Change = {
  readonly version: number;
  readonly type: string;
  readonly time: string;
  readonly actor: string;
  readonly fields: readonly string[];
};

/** Fields we wanted to set that meanwhile changed; `mine` is still what the person typed. */
export class ConflictError<T> extends Error {
  override readonly name = 'ConflictError';
  readonly mine: Partial<T>;
  readonly theirs: Versioned<T>;
  readonly fields: readonly (keyof T & string)[];
  readonly changes: readonly Change[];

  constructor(mine: Partial<T>, theirs: Versioned<T>, fields: readonly (keyof T & string)[], changes: readonly Change[]) {
    super('Someone else changed this since it was read.');
    this.mine = mine;
    this.theirs = theirs;
    this.fields = fields;
    this.changes = changes;
  }
}

/** How fields that hold several things are brought together. */
export type Merges<T> = { readonly [Field in keyof T]?: Merge<T[Field]> };

export type Save<T, R> = {
  /** What the change is based on. */
  readonly base: Versioned<T>;
  /** The fields to set, named as in the value. */
  readonly patch: Partial<T>;
  readonly send: (patch: Partial<T>, etag: string) => Promise<R>;
  readonly fetch: () => Promise<Versioned<T>>;
  /** Fields that hold several things, with how two changes of them become one. Fetched when it comes to that, which is seldom. */
  readonly merge?: () => Promise<Merges<T>>;
  /** All of it is set at once (PUT): what is not ours is sent as it is by then. */
  readonly whole?: boolean;
  /** What happened after the base version, for saying who and when. May fail or be missing. */
  readonly changes?: () => Promise<readonly Change[]>;
};

/** Alike as far as a service tells: it leaves out what is empty. */
export const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * Sends a change. After a 412, if nobody touched the same fields, it is sent once more on the newer version; otherwise
 * a ConflictError carries both sides, for `askMine` to ask. `base` is what the person saw when they began, never what live
 * updates made of it since (`useOpened`): the service would have nothing to refuse.
 */
export async function saveVersioned<T extends object, R>(save: Save<T, R>): Promise<R> {
  const send = (patch: Partial<T>, on: Versioned<T>) => save.send(save.whole ? { ...on.value, ...patch } : patch, on.etag);
  let refused: ProblemError;
  try {
    return await send(save.patch, save.base);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 412) throw error;
    refused = error;
  }
  const theirs = await save.fetch();
  if (theirs.etag === save.base.etag) throw refused;
  const merge: Merges<T> | undefined = await save.merge?.();
  const patch: Partial<T> = { ...save.patch };
  const touched = (Object.keys(save.patch) as (keyof T & string)[]).filter((field) => {
    const [before, mine, now] = [save.base.value[field], save.patch[field] as T[typeof field], theirs.value[field]];
    if (same(before, now) || same(mine, now)) return false;
    if (same(before, mine)) {
      // A form sends whole what it holds; what was left as it was is no wish of anybody.
      delete patch[field];
      return false;
    }
    const merged = merge?.[field]?.(before, mine, now);
    if (merged) patch[field] = merged.value;
    return merged?.clash ?? true;
  });
  // Somebody may be faster once more.
  if (touched.length === 0) return saveVersioned({ ...save, base: theirs, patch });
  const changes = (await save.changes?.().catch(() => [])) ?? [];
  throw new ConflictError(patch, theirs, touched, changes);
}

/** A record that something was to be done with (approve, issue, end) is another one by now; nothing was done. */
export class MovedError<T> extends Error {
  override readonly name = 'MovedError';
  readonly theirs: Versioned<T>;
  readonly changes: readonly Change[];

  constructor(theirs: Versioned<T>, changes: readonly Change[]) {
    super('Someone else changed this since it was read.');
    this.theirs = theirs;
    this.changes = changes;
  }
}

export type Act<T, R> = Pick<Save<T, R>, 'base' | 'fetch' | 'changes'> & {
  /** The fields that it is decided upon, where the others do not matter to it. */
  readonly upon?: readonly (keyof T & string)[];
  readonly send: (etag: string) => Promise<R>;
};

/**
 * Does something with a record as it was seen. After a 412 it is never done by itself on what it is decided upon as it is by now: who
 * approved 100 has not approved 900. A MovedError carries what it is, for `meeting` to show and to ask.
 */
export async function actVersioned<T extends object, R>({ base, upon, send, fetch, changes }: Act<T, R>): Promise<R> {
  let refused: ProblemError;
  try {
    return await send(base.etag);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 412) throw error;
    refused = error;
  }
  const theirs = await fetch();
  if (theirs.etag === base.etag) throw refused;
  if (upon && upon.every((field) => same(base.value[field], theirs.value[field]))) return actVersioned({ base: theirs, upon, send, fetch, ...(changes && { changes }) });
  const made = await changes?.().catch(() => []);
  throw new MovedError(theirs, made ?? []);
}

/** Which of the fields are not what they were. */
export const differing = <F extends string>(fields: readonly F[], before: Readonly<Partial<Record<F, unknown>>>, now: Readonly<Partial<Record<F, unknown>>>): F[] =>
  fields.filter((field) => !same(before[field], now[field]));
