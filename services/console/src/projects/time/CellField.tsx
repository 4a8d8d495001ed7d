import { useEffect, useRef, useState } from 'react';
import { leaving, type Step } from './moves.ts';
import css from './time.module.css';

type Props = {
  readonly label: string;
  readonly start: string;
  /** Begun by typing a digit: arrows then leave the field. */
  readonly fresh: boolean;
  readonly error?: string;
  /** Without a step the focus went elsewhere by itself. Answers false to stay. */
  readonly onKeep: (typed: string, step?: Step | 'stay') => boolean;
  readonly onRestore: () => void;
};

/** The field in a cell; the same height as the cell. */
export function CellField({ label, start, fresh, error, onKeep, onRestore }: Props) {
  const [typed, setTyped] = useState(start);
  const field = useRef<HTMLInputElement>(null);
  const left = useRef(false);
  useEffect(() => {
    field.current?.focus();
    if (!fresh) field.current?.select();
  }, [fresh]);
  return (
    <input
      ref={field}
      className={css.field}
      aria-label={label}
      aria-invalid={error !== undefined}
      aria-describedby={error ? 'time-cell' : undefined}
      inputMode="decimal"
      autoComplete="off"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => !left.current && onKeep(typed)}
      onKeyDown={(event) => {
        const to = leaving(event, fresh);
        if (!to) return;
        // Ctrl Enter goes on to submit the week, with this cell in it.
        if (to !== 'stay') event.preventDefault();
        left.current = true;
        if (to === 'restore') onRestore();
        else left.current = onKeep(typed, to);
      }}
    />
  );
}
