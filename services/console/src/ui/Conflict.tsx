import type { ReactNode } from 'react';
import type { ConflictError } from '../api/conflict.ts';
import { loadTexts } from '../i18n/index.ts';
import { ask } from './asked.tsx';
import { later } from './soon.ts';

// Few people ever see it; a page should not carry it along.
const ConflictDialog = later(async () => (await Promise.all([import('./ConflictDialog.tsx'), loadTexts('conflict')]))[0], 'ConflictDialog');

export type Words<T> = {
  /** The record's name, for the title. */
  readonly title: string;
  readonly label: (field: keyof T & string) => string;
  readonly show: (field: keyof T & string, value: T[keyof T] | undefined) => ReactNode;
  /** The name behind `member:<id>`. */
  readonly actor: (actor: string) => string;
};

/**
 * Asks what to do when somebody else changed the same fields meanwhile. Answers with what of ours to apply again on the newer
 * version, or null to keep theirs. Records go through `meeting`, which does all of it; this is for what shows its own words.
 */
export const askMine = <T extends object>(conflict: ConflictError<T>, words: Words<T>): Promise<Partial<T> | null> =>
  ask((answer) => <ConflictDialog conflict={conflict as unknown as ConflictError<object>} words={words as unknown as Words<object>} onClose={answer as (patch: object | null) => void} />);
