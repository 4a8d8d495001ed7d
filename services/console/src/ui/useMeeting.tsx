import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { changesAfter, type Service } from '../api/changes.ts';
import { api, newKey, read, versionOf, type Versioned } from '../api/client.ts';
import { actVersioned, ConflictError, MovedError, saveVersioned, type Save } from '../api/conflict.ts';
import { loadTexts, t } from '../i18n/index.ts';
import { useConflict } from './Conflict.tsx';
import { soon } from './soon.ts';

// Few people ever see it; a page should not carry it along.
const MovedDialog = soon(async () => (await Promise.all([import('./MovedDialog.tsx'), loadTexts('conflict')]))[0], 'MovedDialog');

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
  readonly send: (patch: Partial<T>, etag: string, key: string) => Promise<R>;
};
export type Deed<T, R> = About<T> & {
  /** What it is called, as on its button. */
  readonly label: string;
  /** Whether it can still be done with what the record is by now. */
  readonly can: (now: T) => boolean;
  readonly send: (etag: string, key: string) => Promise<R>;
};
/** What is asked about something that could not be done on what the record is by now. */
export type Moved = { readonly title: string; readonly label: string; readonly fields: Fields<object>; readonly before: object; readonly error: MovedError<object>; readonly can: boolean };

/**
 * What two people do to one record. `save` changes fields, and where the other changed the same ones shows both sides and asks
 * what of ours is to stand; `act` does something with the record, and where it is another one by now shows what it was and is, and does it
 * only when that is wanted all the same. Both answer null when the other's is kept.
 */
export function useMeeting() {
  const queries = useQueryClient();
  const names = useRef<ReadonlyMap<string, string>>(new Map());
  const actor = (one: string) => names.current.get(one) ?? t('common.conflict.somebodyElse');
  const [words, setWords] = useState<{ readonly title: string; readonly fields: Fields<object> }>({ title: '', fields: {} });
  const conflict = useConflict<object>({
    title: words.title,
    label: (field) => fieldOf(words.fields, field)?.label ?? field,
    show: (field, value) => shown(words.fields, field, value),
    actor,
  });
  const [moved, setMoved] = useState<Moved & { readonly answer: (go: boolean) => void }>();
  /** Who may not read the members is told that it was somebody. */
  const learn = async () => {
    if (names.current.size > 0) return;
    const { items } = await queries
      .fetchQuery({ queryKey: ['identity', 'members', 'actors'], queryFn: ({ signal }) => read(api.GET('/api/identity/v1/members', { params: { query: { limit: 200 } }, signal })), staleTime: 300_000 })
      .catch(() => ({ items: [] }));
    names.current = new Map(items.map((one) => [`member:${one.member_id}`, one.name]));
  };
  const changes = ({ service, id, base }: Pick<About<never>, 'service' | 'id' | 'base'>) => changesAfter(service, id, versionOf(base.etag));

  const save = async <T extends object, R>(edit: Edit<T, R>): Promise<R | null> => {
    const key = edit.key ?? newKey();
    try {
      return await saveVersioned<T, R>({
        base: edit.base,
        patch: edit.patch,
        ...(edit.merge && { merge: edit.merge }),
        send: (patch, etag) => edit.send(patch, etag, key),
        fetch: edit.fetch,
        changes: () => changes(edit as never),
      });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const found = error as ConflictError<T>;
      await learn();
      edit.onTheirs?.(found.theirs);
      setWords({ title: edit.title, fields: edit.fields });
      const patch = (await conflict.ask(found as unknown as ConflictError<object>)) as Partial<T> | null;
      return patch && save({ ...edit, base: found.theirs, patch, key: newKey() });
    }
  };
  const act = async <T extends object, R>(deed: Deed<T, R>): Promise<R | null> => {
    const key = deed.key ?? newKey();
    try {
      return await actVersioned<T, R>({ base: deed.base, send: (etag) => deed.send(etag, key), fetch: deed.fetch, changes: () => changes(deed as never) });
    } catch (error) {
      if (!(error instanceof MovedError)) throw error;
      const found = error as MovedError<T>;
      await learn();
      deed.onTheirs?.(found.theirs);
      const { title, label, fields, base } = deed;
      const go = await new Promise<boolean>((answer) => setMoved({ title, label, fields: fields as Fields<object>, before: base.value, error: found, can: deed.can(found.theirs.value), answer }));
      setMoved(undefined);
      return go ? act({ ...deed, base: found.theirs, key: newKey() }) : null;
    }
  };
  const dialog = (
    <>
      {conflict.dialog}
      {moved && <MovedDialog moved={moved} actor={actor} onClose={moved.answer} />}
    </>
  );
  return { save, act, dialog };
}

const fieldOf = (fields: Fields<object>, name: string) => (fields as Readonly<Record<string, Field<unknown> | undefined>>)[name];

/** A value of a field as a person reads it. */
export function shown(fields: Fields<object>, name: string, value: unknown): ReactNode {
  if (value === null || value === undefined || value === '') return t('common.none');
  return fieldOf(fields, name)?.show?.(value) ?? String(value);
}
