import type { ReactNode } from 'react';
import { changesAfter, type Service } from '../api/changes.ts';
import { api, etagOf, newKey, read, versionOf, type Versioned } from '../api/client.ts';
import { actVersioned, ConflictError, MovedError, saveVersioned, type Change, type Save } from '../api/conflict.ts';
import { loadTexts, t } from '../i18n/index.ts';
import { ask } from './asked.tsx';
import { askMine } from './Conflict.tsx';
import { later } from './soon.ts';

// Few people ever see it; a page should not carry it along.
const MovedDialog = later(async () => (await Promise.all([import('./MovedDialog.tsx'), loadTexts('conflict')]))[0], 'MovedDialog');

/** What a field is called, and how a value of it is written; as a text when nothing says how. */
export type Field<V> = { readonly label: string; readonly show?: (value: NonNullable<V>) => ReactNode };
/** The fields that a person sees of a record, in their order. */
export type Fields<T> = { readonly [F in keyof T & string]?: Field<T[F]> };

type About<T> = {
  readonly service: Service;
  readonly id: string;
  /** The record's name, for the title. */
  readonly title: string;
  readonly fields: Fields<T>;
  /** What the person saw when they began (`useOpened`). */
  readonly base: Versioned<T>;
  readonly fetch: () => Promise<Versioned<T>>;
  /** Shows everywhere what the record is by now, before anything is asked. */
  readonly onTheirs?: (theirs: Versioned<T>) => void;
  /** The idempotency key of the first try. */
  readonly key?: string;
};
export type Edit<T, R> = About<T> & {
  readonly patch: Partial<T>;
  readonly merge?: NonNullable<Save<T, R>['merge']>;
  readonly whole?: boolean;
  /** Whether it can still be changed as it is by now; where not, it is shown how it stands. */
  readonly can?: (now: T) => boolean;
  readonly send: (patch: Partial<T>, etag: string, key: string) => Promise<R>;
};
export type Deed<T, R> = About<T> & {
  /** What it is called, as on its button. */
  readonly label: string;
  /** Whether it can still be done with what the record is by now. */
  readonly can: (now: T) => boolean;
  /** The fields that somebody looks at who does it: while these are as they were seen, it is done without asking. */
  readonly upon?: readonly (keyof T & string)[];
  readonly send: (etag: string, key: string) => Promise<R>;
};
/** What is asked about something that could not be done on what the record is by now. */
export type Moved = { readonly title: string; readonly label: string; readonly fields: Fields<object>; readonly before: object; readonly error: MovedError<object>; readonly can: boolean };

/** Who the members are; who may not read them is told that it was somebody. Known from when something is asked on. */
const names = new Map<string, string>();
const actor = (one: string) => names.get(one) ?? t('common.conflict.somebodyElse');
export const memberName = (id: string) => actor(`member:${id}`);
async function learn(changes: readonly Change[]): Promise<void> {
  if (names.size > 0 && changes.every((one) => names.has(one.actor))) return;
  const { items } = await read(api.GET('/api/identity/v1/members', { params: { query: { limit: 200 } } })).catch(() => ({ items: [] }));
  for (const { member_id: id, name } of items) names.set(`member:${id}`, name);
}
const changes = ({ service, id, base }: Pick<About<never>, 'service' | 'id' | 'base'>) => changesAfter(service, id, versionOf(base.etag));

/** Shows what a record was and is, and answers whether something is done with it all the same. */
async function askStill<T extends object>({ title, fields, base, onTheirs }: About<T>, label: string, error: MovedError<T>, can: boolean): Promise<boolean> {
  await learn(error.changes);
  onTheirs?.(error.theirs);
  const moved: Moved = { title, label, fields: fields as Fields<object>, before: base.value, error, can };
  return ask((answer) => <MovedDialog moved={moved} actor={actor} onClose={answer} />);
}

/**
 * Changes fields of a record. What two people did to different ones is brought together; where the other changed the same ones, both
 * sides are shown, and the person says what of theirs is to stand. Null when the other's is kept.
 */
async function save<T extends object, R>(edit: Edit<T, R>): Promise<R | null> {
  const key = edit.key ?? newKey();
  try {
    return await saveVersioned<T, R>({
      base: edit.base,
      patch: edit.patch,
      ...(edit.merge && { merge: edit.merge }),
      ...(edit.whole && { whole: true }),
      send: (patch, etag) => edit.send(patch, etag, key),
      fetch: async () => {
        const theirs = await edit.fetch();
        if (edit.can?.(theirs.value) === false) throw new MovedError(theirs, await changes(edit as never).catch(() => []));
        return theirs;
      },
      changes: () => changes(edit as never),
    });
  } catch (error) {
    if (error instanceof MovedError) {
      await askStill(edit, t('common.save'), error as MovedError<T>, false);
      return null;
    }
    if (!(error instanceof ConflictError)) throw error;
    const found = error as ConflictError<T>;
    await learn(found.changes);
    edit.onTheirs?.(found.theirs);
    const fields = edit.fields as Fields<object>;
    const words = { title: edit.title, label: (field: string) => fieldOf(fields, field)?.label ?? field, show: (field: string, value: unknown) => shown(fields, field, value), actor };
    const patch = await askMine<T>(found, words);
    return patch && save({ ...edit, base: found.theirs, patch, key: newKey() });
  }
}

/**
 * Does something with a record. Where it is another one by now, what it was and is is shown, and it is done only when that is wanted all
 * the same. Null when it is not.
 */
async function act<T extends object, R>(deed: Deed<T, R>): Promise<R | null> {
  const key = deed.key ?? newKey();
  const { base, upon } = deed;
  try {
    return await actVersioned<T, R>({ base, ...(upon && { upon }), send: (etag) => deed.send(etag, key), fetch: deed.fetch, changes: () => changes(deed as never) });
  } catch (error) {
    if (!(error instanceof MovedError)) throw error;
    const found = error as MovedError<T>;
    const go = await askStill(deed, deed.label, found, deed.can(found.theirs.value));
    return go ? act({ ...deed, base: found.theirs, key: newKey() }) : null;
  }
}

/** What two people do to one record. */
export const meeting = { save, act };

type Row = { readonly version: number };
/** A kind of record that carries its version: where it is, what it is called, and what of it is changed. */
export type Kind<T extends Row, P extends object, R> = {
  readonly service: Service;
  readonly id: (row: T) => string;
  readonly title: (row: T) => string;
  readonly fields: () => Fields<P>;
  /** What a row says, as a change of it is sent; the row itself when left out. */
  readonly says?: (row: T) => P;
  readonly fetch: (row: T) => Promise<T>;
  readonly merge?: NonNullable<Save<P, R>['merge']>;
  readonly send: (row: T, patch: P, etag: string, key: string) => Promise<R>;
};
/** Changes rows of a kind; answers null when what somebody else changed meanwhile is kept. */
export const changerOf =
  <T extends Row, P extends object, R>({ service, id, title, fields, says, fetch, merge, send }: Kind<T, P, R>) =>
  (row: T, patch: P, key?: string): Promise<R | null> => {
    const seen = (one: T): Versioned<P> => ({ value: says ? says(one) : (one as unknown as P), etag: etagOf(one) });
    return save<P, R>({
      service,
      id: id(row),
      title: title(row),
      fields: fields(),
      base: seen(row),
      patch,
      ...(key && { key }),
      ...(merge && { merge }),
      send: (all, etag, sent) => send(row, all as P, etag, sent),
      fetch: async () => seen(await fetch(row)),
    });
  };

const fieldOf = (fields: Fields<object>, name: string) => (fields as Readonly<Record<string, Field<unknown> | undefined>>)[name];

/** A value of a field as a person reads it. */
export function shown(fields: Fields<object>, name: string, value: unknown): ReactNode {
  if (value === null || value === undefined || value === '') return t('common.none');
  return fieldOf(fields, name)?.show?.(value) ?? String(value);
}
