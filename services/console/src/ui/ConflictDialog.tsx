import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Change, ConflictError } from '../api/conflict.ts';
import { ago } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import type { Words } from './Conflict.tsx';
import css from './conflict.module.css';
import { Dialog } from './Dialog.tsx';

type Props = {
  readonly conflict: ConflictError<object>;
  readonly words: Words<object>;
  /** Told what of ours is applied again; null when theirs is kept. */
  readonly onClose: (patch: object | null) => void;
};

/** Both sides of a conflict, field by field. */
export function ConflictDialog({ conflict, words, onClose }: Props) {
  const [mine, setMine] = useState<ReadonlySet<string>>(() => new Set(conflict.fields));
  const turn = (field: string) => setMine((now) => new Set(now.has(field) ? [...now].filter((one) => one !== field) : [...now, field]));
  const fields = conflict.fields as readonly never[];
  const chosen = Object.fromEntries(Object.entries(conflict.mine).filter(([field]) => mine.has(field) || !fields.includes(field as never)));
  return (
    <Dialog onClose={() => onClose(null)} title={t('conflict.title', { title: words.title })} size="lg">
      <p className={css.who}>{who(conflict.changes, words.actor)}</p>
      <div className={css.scroll} data-scroll tabIndex={0} role="region" aria-label={t('conflict.fields')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('conflict.field')}</th>
              <th scope="col">{t('conflict.theirs')}</th>
              <th scope="col">{t('conflict.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{words.label(field)}</th>
                <td>{words.show(field, conflict.theirs.value[field])}</td>
                <td>
                  <Checkbox
                    size="xs"
                    classNames={{ labelWrapper: css.mine ?? '' }}
                    checked={mine.has(field)}
                    label={words.show(field, conflict.mine[field])}
                    aria-label={t('conflict.apply', { field: words.label(field) })}
                    onChange={() => turn(field)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={css.actions}>
        <Button data-autofocus onClick={() => onClose(chosen)} disabled={Object.keys(chosen).length === 0}>
          {t('conflict.again')}
        </Button>
        <Button variant="default" onClick={() => onClose(null)}>
          {t('conflict.keep')}
        </Button>
      </div>
    </Dialog>
  );
}

function who(changes: readonly Change[], actor: (actor: string) => string): string {
  const last = changes.at(-1);
  if (!last) return t('conflict.somebody');
  return t('conflict.who', { who: actor(last.actor), when: ago(last.time) });
}
