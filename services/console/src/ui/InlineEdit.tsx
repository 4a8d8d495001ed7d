import { createContext, useContext, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { sentence } from '../api/problems.ts';
import { date } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { parseAmount, parseDay, typedAmount } from '../i18n/parse.ts';
import { tooFine } from './form/tooFine.ts';
import css from './inline.module.css';

/** False where a row is too small to edit in (two-line rows): the value is then only shown. */
export const CanEditInline = createContext(true);

type Props = {
  /** Names the field with its row: `Expected close: Data platform`. */
  readonly label: string;
  readonly kind: 'text' | 'day' | 'amount';
  /** As stored: text, `2026-11-03`, `1234.50`; empty when there is none. */
  readonly value: string;
  readonly shown: ReactNode;
  /** Gets the new value in the stored form; null when emptied. Throws to keep the field open with the message. */
  readonly onSave: (value: string | null) => Promise<void>;
  /** What an amount of money is in: it has no more decimals than that. */
  readonly currency?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
};

/**
 * A value that turns into its field in place. Enter saves, Esc restores, leaving saves if it can be read and else keeps the
 * field open with its message; the focus comes back to the cell.
 */
export function InlineEdit({ label, kind, value, shown, onSave, currency, required, disabled }: Props) {
  const [editing, setEditing] = useState(false);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const cell = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const back = useRef(false);
  // What it was opened on: a change by somebody else meanwhile is not saved over, it is asked about.
  const opened = useRef({ value, onSave });

  useEffect(() => {
    if (editing) field.current?.select();
    else if (back.current) cell.current?.focus();
    back.current = false;
  }, [editing]);

  const errorId = useId();
  const roomy = useContext(CanEditInline);
  if (disabled || !roomy) return <>{shown}</>;
  const close = (focus: boolean) => {
    back.current = focus;
    setError(undefined);
    setEditing(false);
  };
  const save = async (focus: boolean) => {
    if (busy) return;
    const read = reading[kind](typed);
    if (read === undefined) return setError(t(`common.inline.${kind}`));
    if (read === '' && required) return setError(t('common.form.required'));
    if (read === opened.current.value) return close(focus);
    const finer = currency && tooFine(typed, currency);
    if (finer) return setError(finer);
    setBusy(true);
    try {
      await opened.current.onSave(read || null);
      close(focus);
    } catch (failure) {
      setError(sentence(failure));
    } finally {
      setBusy(false);
    }
  };

  if (!editing)
    return (
      <button
        ref={cell}
        type="button"
        className={css.cell}
        aria-label={t('common.inline.edit', { label })}
        onClick={() => {
          opened.current = { value, onSave };
          setTyped(kind === 'amount' ? typedAmount(value) : kind === 'day' && value ? date(value, 'short') : value);
          setEditing(true);
        }}
      >
        {shown}
      </button>
    );
  return (
    <span className={css.editing}>
      <input
        ref={field}
        className={css.field}
        aria-label={label}
        aria-invalid={error !== undefined}
        aria-describedby={error ? errorId : undefined}
        readOnly={busy}
        type="text"
        inputMode={kind === 'amount' ? 'decimal' : undefined}
        value={typed}
        autoFocus
        onChange={(event) => {
          setError(undefined);
          setTyped(event.currentTarget.value);
        }}
        onBlur={() => void save(false)}
        onKeyDown={(event) => {
          // What is typed is no command of the row or page; with Ctrl it is one of the window, as in every other field.
          if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
          if (event.key === 'Enter') void save(true);
          if (event.key === 'Escape') close(true);
        }}
      />
      {error && (
        <span id={errorId} className={css.error} role="alert">
          {error}
        </span>
      )}
    </span>
  );
}

/* What was typed in the stored form; undefined when it cannot be read. */
const reading: Record<Props['kind'], (typed: string) => string | undefined> = {
  text: (typed) => typed.trim(),
  day: (typed) => (typed.trim() === '' ? '' : (parseDay(typed) ?? undefined)),
  amount: (typed) => (typed.trim() === '' ? '' : (parseAmount(typed) ?? undefined)),
};
