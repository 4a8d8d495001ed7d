import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import parts from '../parts/parts.module.css';
import { effects, raised, type ChoiceRow } from './choiceRows.ts';
import css from './settings.module.css';

type Props = { readonly rows: readonly ChoiceRow[]; readonly before: readonly string[]; readonly former: readonly string[]; readonly error: string | undefined; readonly onChange: (rows: readonly ChoiceRow[]) => void };

/** What can be chosen of a field that records use: each may be called otherwise, and records go with it. */
export function Choices({ rows, before, former, error, onChange }: Props) {
  const box = useRef<HTMLFieldSetElement>(null);
  const { joined, removed } = effects(rows, before);
  const focus = (index: number) => requestAnimationFrame(() => box.current?.querySelectorAll<HTMLInputElement>('input')[index]?.focus());
  const add = () => {
    onChange([...rows, { key: crypto.randomUUID(), name: '' }]);
    focus(rows.length);
  };
  return (
    <fieldset ref={box} className={css.choices}>
      <legend>{t('crm.field.choices')}</legend>
      <p className={parts.hint}>{t('crm.field.renameHint')}</p>
      {rows.map((row, index) => (
        <div key={row.key} className={css.choice}>
          <TextInput
            aria-label={row.was === undefined ? t('crm.field.newChoice') : t('crm.field.choiceNow', { name: row.was })}
            maxLength={200}
            value={row.name}
            onChange={(event) => onChange(rows.map((one) => (one.key === row.key ? { ...one, name: event.currentTarget.value } : one)))}
          />
          <ActionIcon
            size={28}
            disabled={index === 0}
            aria-label={t('crm.field.raise', { name: row.name })}
            onClick={() => {
              onChange(raised(rows, index));
              focus(index - 1);
            }}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size={28}
            aria-label={t('crm.field.removeChoice', { name: row.name })}
            onClick={() => {
              onChange(rows.filter((one) => one.key !== row.key));
              focus(Math.max(0, index - 1));
            }}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        {t('crm.field.addChoice')}
      </Button>
      {error && <p className={css.wrong} role="alert">{error}</p>}
      <div role="status">
        {joined.length > 0 && <p className={parts.hint}>{t('crm.field.joins', { names: listed(joined) })}</p>}
        {removed.length > 0 && <p className={parts.hint}>{t('crm.field.removes', { names: listed(removed) })}</p>}
      </div>
      {former.length > 0 && <p className={parts.hint}>{t('crm.field.former', { names: listed(former) })}</p>}
    </fieldset>
  );
}
