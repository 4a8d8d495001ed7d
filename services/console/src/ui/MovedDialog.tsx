import { Button } from '@mantine/core';
import { differing } from '../api/conflict.ts';
import { ago } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import css from './conflict.module.css';
import { Dialog } from './Dialog.tsx';
import { shown, type Field, type Moved } from './meeting.tsx';

type Props = { readonly moved: Moved; readonly actor: (actor: string) => string; readonly onClose: (go: boolean) => void };

/** What a record was and what it is, before something is done with it that somebody decided upon seeing what it was. */
export function MovedDialog({ moved: { title, label, fields, before, error, can }, actor, onClose }: Props) {
  const last = error.changes.at(-1);
  const names = Object.keys(fields) as never[];
  const changed: string[] = differing(names, before, error.theirs.value);
  const called = fields as Readonly<Record<string, Field<unknown> | undefined>>;
  return (
    <Dialog onClose={() => onClose(false)} title={t('conflict.title', { title })} size="lg">
      <p className={css.who}>{last ? t('conflict.notDone', { who: actor(last.actor), when: ago(last.time) }) : t('conflict.notDoneSomebody')}</p>
      {changed.length === 0 ? (
        <p>{t('conflict.alike')}</p>
      ) : (
        <div className={css.scroll} data-scroll tabIndex={0} role="region" aria-label={t('conflict.fields')}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('conflict.field')}</th>
                <th scope="col">{t('conflict.seen')}</th>
                <th scope="col">{t('conflict.theirs')}</th>
              </tr>
            </thead>
            <tbody>
              {changed.map((field) => (
                <tr key={field}>
                  <th scope="row">{called[field]?.label}</th>
                  <td>{shown(fields, field, before[field as never])}</td>
                  <td>{shown(fields, field, error.theirs.value[field as never])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!can && <p className={css.cannot}>{t('conflict.cannot', { label })}</p>}
      <div className={css.actions}>
        {can && (
          <Button variant="default" onClick={() => onClose(true)}>
            {t('conflict.still', { label })}
          </Button>
        )}
        <Button data-autofocus onClick={() => onClose(false)}>
          {can ? t('conflict.leave') : t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}
