import { Button, Checkbox } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { ConflictError, type Change } from '../api/conflict.ts';
import { ago } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import css from './conflict.module.css';
import { Dialog } from './Dialog.tsx';

type Open<T> = { conflict: ConflictError<T>; answer: (patch: Partial<T> | null) => void };
type Words<T> = {
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
  const chosen = (): Partial<T> => {
    if (!open) return {};
    const kept = Object.entries(open.conflict.mine).filter(
      ([field]) => mine.has(field) || !open.conflict.fields.includes(field as keyof T & string),
    );
    return Object.fromEntries(kept) as Partial<T>;
  };
  const dialog = open && (
    <Dialog onClose={() => close(null)} title={t('common.conflict.title', { title: words.title })} size="lg">
      <p className={css.who}>{who(open.conflict.changes, words.actor)}</p>
      <div className={css.scroll} data-scroll tabIndex={0} role="region" aria-label={t('common.conflict.fields')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('common.conflict.field')}</th>
              <th scope="col">{t('common.conflict.theirs')}</th>
              <th scope="col">{t('common.conflict.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {open.conflict.fields.map((field) => (
              <tr key={field}>
                <th scope="row">{words.label(field)}</th>
                <td>{words.show(field, open.conflict.theirs.value[field])}</td>
                <td>
                  <Checkbox
                    size="xs"
                    checked={mine.has(field)}
                    label={words.show(field, open.conflict.mine[field])}
                    aria-label={t('common.conflict.apply', { field: words.label(field) })}
                    onChange={() => setMine((now) => new Set(now.has(field) ? [...now].filter((one) => one !== field) : [...now, field]))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={css.actions}>
        <Button data-autofocus onClick={() => close(chosen())} disabled={Object.keys(chosen()).length === 0}>
          {t('common.conflict.again')}
        </Button>
        <Button variant="default" onClick={() => close(null)}>
          {t('common.conflict.keep')}
        </Button>
      </div>
    </Dialog>
  );
  return { ask, dialog };
}

function who(changes: readonly Change[], actor: (actor: string) => string): string {
  const last = changes.at(-1);
  if (!last) return t('common.conflict.somebody');
  return t('common.conflict.who', { who: actor(last.actor), when: ago(last.time) });
}
