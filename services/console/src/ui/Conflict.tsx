import { useRef, useState, type ReactNode } from 'react';
import type { ConflictError } from '../api/conflict.ts';
import { loadTexts } from '../i18n/index.ts';
import { soon } from './soon.ts';

// Few people ever see it; a page should not carry it along.
const ConflictDialog = soon(async () => (await Promise.all([import('./ConflictDialog.tsx'), loadTexts('conflict')]))[0], 'ConflictDialog');

type Open<T> = { conflict: ConflictError<T>; answer: (patch: Partial<T> | null) => void };
export type Words<T> = {
  /** The record's name, for the title. */
  readonly title: string;
  readonly label: (field: keyof T & string) => string;
  readonly show: (field: keyof T & string, value: T[keyof T] | undefined) => ReactNode;
  /** The name behind `member:<id>`. */
  readonly actor: (actor: string) => string;
};

/**
 * Asks what to do when somebody else changed the same fields meanwhile. `ask` answers with what of ours to apply again on
 * the newer version, or null to keep theirs.
 *
 *   const conflict = useConflict<DealSummary>({ title, label, show, actor });
 *   try { await saveVersioned(...) } catch (error) { if (error instanceof ConflictError) { const patch = await conflict.ask(error); ... } }
 *   return <>{...}{conflict.dialog}</>;
 */
export function useConflict<T extends object>(words: Words<T>) {
  const [open, setOpen] = useState<Open<T>>();
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set());
  const pending = useRef<Open<T>>(undefined);
  const ask = (conflict: ConflictError<T>) =>
    new Promise<Partial<T> | null>((answer) => {
      pending.current?.answer(null);
      pending.current = { conflict, answer };
      setMine(new Set(conflict.fields));
      setOpen(pending.current);
    });
  const close = (patch: Partial<T> | null) => {
    open?.answer(patch);
    pending.current = undefined;
    setOpen(undefined);
  };
  const dialog = open && (
    <ConflictDialog
      conflict={open.conflict as unknown as ConflictError<object>}
      words={words as unknown as Words<object>}
      mine={mine}
      onMine={(field) => setMine((now) => new Set(now.has(field) ? [...now].filter((one) => one !== field) : [...now, field]))}
      onClose={close as (patch: object | null) => void}
    />
  );
  return { ask, dialog };
}
