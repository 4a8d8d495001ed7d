import { IconPencil } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { sentence } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import css from './parts.module.css';
import { soon } from '../../ui/soon.ts';

// The choice with all it needs comes when somebody changes one.
const PickSelect = soon(() => import('./PickSelect.tsx'), 'PickSelect');

type Option = { readonly value: string; readonly label: string };
type Props = {
  readonly label: string;
  readonly value: string | null;
  readonly shown: ReactNode;
  readonly options: readonly Option[];
  /** When the options are searched for by name; else they are all there. */
  readonly onSearch?: (text: string) => void;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly onSave: (value: string | null) => Promise<unknown>;
};

/** A record that another one points to: a link with a pencil, which turns into the choice in place. */
export function InlinePick({ label, value, shown, options, onSearch, required, disabled, onSave }: Props) {
  const [editing, setEditing] = useState(false);
  const [error, setError] = useState<string>();
  const pencil = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  // What it was opened on, as in InlineEdit.
  const opened = useRef({ value, onSave });
  useEffect(() => {
    if (!editing && back.current) pencil.current?.focus();
    back.current = false;
  }, [editing]);
  if (disabled) return <>{shown}</>;
  const close = () => {
    back.current = true;
    setError(undefined);
    setEditing(false);
  };
  const save = (next: string | null) => {
    if (next === opened.current.value) return close();
    opened.current.onSave(next).then(close, (failure: unknown) => setError(sentence(failure)));
  };
  if (!editing)
    return (
      <span className={css.pick}>
        <span className={css.picked}>{shown}</span>
        <button
          ref={pencil}
          type="button"
          className={css.pencil}
          aria-label={t('common.inline.edit', { label })}
          onClick={() => {
            opened.current = { value, onSave };
            setEditing(true);
          }}
        >
          <IconPencil size={14} aria-hidden />
        </button>
      </span>
    );
  return (
    <PickSelect label={label} value={opened.current.value} options={options} onSearch={onSearch} required={required} error={error} onChange={save} onLeave={() => !error && setEditing(false)} onCancel={close} meanwhile={shown} />
  );
}
