import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { newKey } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { moved } from '../settings/moved.ts';
import { ActionFields } from './ActionFields.tsx';
import { fresh, kindsFor } from './actions.ts';
import css from './automations.module.css';
import type { Action, Trigger } from './data.ts';

/** An action while it is written; `key` holds its place on the page. */
export type Draft = { readonly key: string; readonly action: Action };
type Props = { readonly trigger: Trigger | undefined; readonly actions: readonly Draft[]; readonly disabled: boolean; readonly onChange: (actions: readonly Draft[]) => void };

/** What is done, one after the other; each is moved and removed by its own buttons. */
export function ActionsEditor({ trigger, actions, disabled, onChange }: Props) {
  const change = (key: string, action: Action) => onChange(actions.map((one) => (one.key === key ? { key, action } : one)));
  return (
    <>
      {actions.length === 0 && <p className={css.hint}>{t('automations.actions.none')}</p>}
      <ol className={css.actions}>
        {actions.map(({ key, action }, at) => {
          const number = String(at + 1);
          const title = t('automations.action.no', { number, what: t(`automations.action.${action.kind}`) });
          return (
            <li key={key} aria-label={title}>
              <div className={css.head}>
                <strong className={css.what}>{title}</strong>
                {!disabled && (
                  <>
                    <ActionIcon size={28} aria-label={t('automations.action.up', { number })} disabled={at === 0} onClick={() => onChange(moved(actions, at, at - 1))}>
                      <IconArrowUp size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon size={28} aria-label={t('automations.action.down', { number })} disabled={at === actions.length - 1} onClick={() => onChange(moved(actions, at, at + 1))}>
                      <IconArrowDown size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon size={28} aria-label={t('automations.action.remove', { number })} onClick={() => onChange(actions.filter((one) => one.key !== key))}>
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </>
                )}
              </div>
              <fieldset className={css.fieldset} disabled={disabled}>
                <legend className="hidden">{title}</legend>
                <ActionFields action={action} trigger={trigger} set={(next) => change(key, next)} />
              </fieldset>
            </li>
          );
        })}
      </ol>
      {!disabled && (
        <div className={css.tools} role="group" aria-label={t('automations.actions.add')}>
          {kindsFor(trigger).map((kind) => (
            <Button key={kind} size="xs" variant="default" disabled={actions.length >= 10} onClick={() => onChange([...actions, { key: newKey(), action: fresh(kind) }])}>
              {t(`automations.action.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
