import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import css from './rules.module.css';
import type { useSettings } from './useSettings.ts';

/** A rule of which only this page knows before it is saved. */
export type Keyed<T> = T & { readonly key: string };

type RuleProps<T> = {
  readonly rules: readonly Keyed<T>[];
  readonly onRules: (rules: readonly Keyed<T>[]) => void;
  readonly disabled: boolean;
  readonly active: (rule: T) => boolean;
  readonly setActive: (rule: Keyed<T>, active: boolean) => Keyed<T>;
  readonly children: (rule: Keyed<T>, change: (rule: Keyed<T>) => void) => ReactNode;
};

/** Rules in their order: each can be moved up, switched off and removed. */
export function Rules<T>({ rules, onRules, disabled, active, setActive, children }: RuleProps<T>) {
  const change = (rule: Keyed<T>) => onRules(rules.map((one) => (one.key === rule.key ? rule : one)));
  const up = (at: number) => {
    const [before, rule] = [rules[at - 1], rules[at]];
    if (before && rule) onRules([...rules.slice(0, at - 1), rule, before, ...rules.slice(at + 1)]);
  };
  return (
    <ol className={css.rules}>
      {rules.map((rule, at) => {
        const number = String(at + 1);
        return (
          <li key={rule.key} className={css.rule} aria-label={t('leads.rules.number', { number })}>
            {children(rule, change)}
            <div className={css.foot}>
              <Checkbox label={t('leads.rules.active')} disabled={disabled} checked={active(rule)} onChange={(event) => change(setActive(rule, event.currentTarget.checked))} />
              {!disabled && (
                <>
                  <ActionIcon variant="subtle" disabled={at === 0} aria-label={t('leads.rules.up', { number })} onClick={() => up(at)}>
                    <IconArrowUp size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon variant="subtle" aria-label={t('leads.rules.remove', { number })} onClick={() => onRules(rules.filter((one) => one.key !== rule.key))}>
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

type FootProps = {
  readonly settings: ReturnType<typeof useSettings>;
  readonly disabled: boolean;
  readonly onAdd: () => void;
  readonly onSave: () => void;
};

/** Adding and saving, and what was refused. */
export function RulesFoot({ settings, disabled, onAdd, onSave }: FootProps) {
  if (disabled) return <p className={css.hint}>{t('leads.rules.mayNot')}</p>;
  return (
    <>
      {settings.errors.length > 0 && (
        <div role="alert">
          {settings.errors.map((error) => (
            <p key={error} className={css.error}>
              {error}
            </p>
          ))}
        </div>
      )}
      <div className={css.foot}>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
          {t('leads.scoring.add')}
        </Button>
        <Button loading={settings.busy} onClick={onSave}>
          {t('leads.rules.save')}
        </Button>
      </div>
    </>
  );
}
