import { Textarea, TextInput } from '@mantine/core';
import { useDeferredValue, useId, useRef, useState } from 'react';
import { t, tMaybe } from '../../i18n/index.ts';
import { LightButton } from '../../ui/light.tsx';
import { inserted, unitsOf } from '../automations/actions.ts';
import css from '../automations/automations.module.css';
import type { Field, Trigger } from '../automations/data.ts';
import { useChecked } from './useChecked.ts';

type Props = { readonly trigger: Trigger; readonly value: string; readonly disabled: boolean; readonly onChange: (value: string) => void };

/** A condition as it is written, with the fields it can ask for beside it; what is wrong with it is said meanwhile. */
export function TextCondition({ trigger, value, disabled, onChange }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const status = useId();
  const { wrong, right, checking } = useChecked(trigger, value, !disabled);
  const select = (from: number, to: number) => {
    // After the value is drawn; the text itself may just have changed.
    setTimeout(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from, to);
    });
  };
  const insert = (name: string) => {
    const at = area.current;
    const { text, cursor } = inserted(value, at?.selectionStart ?? value.length, at?.selectionEnd ?? value.length, name);
    onChange(text);
    select(cursor, cursor);
  };
  const show = () => {
    if (!wrong) return;
    // The service counts from the first character of what it was sent.
    const lead = value.length - value.trimStart().length;
    const { from, to } = unitsOf(value.trimStart(), wrong.at, Math.max(wrong.length, 1));
    select(lead + from, lead + to);
  };
  return (
    <div className={css.columns}>
      <div>
        <Textarea
          ref={area}
          label={t('automations.condition')}
          description={t('automations.condition.hint')}
          className={css.mono}
          autosize
          minRows={3}
          maxLength={2000}
          spellCheck={false}
          disabled={disabled}
          aria-describedby={status}
          aria-invalid={wrong ? true : undefined}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <div id={status} role="status" className={css.hint} data-tone={wrong ? 'late' : undefined}>
          {value.trim() === ''
            ? t('automations.condition.always')
            : wrong
              ? t('automations.condition.wrong', { at: String(wrong.at + 1), detail: wrong.detail })
              : right
                ? t('automations.condition.right')
                : checking
                  ? t('automations.condition.checking')
                  : ''}
        </div>
        {wrong && <LightButton onClick={show}>{t('automations.condition.mark')}</LightButton>}
        <p className={css.hint}>{t('automations.fields.functions')}</p>
      </div>
      <FieldList fields={trigger.fields} disabled={disabled} onPick={insert} />
    </div>
  );
}

/** The fields a condition can ask for; a click, or Enter on one, puts it where the cursor is. */
function FieldList({ fields, disabled, onPick }: { readonly fields: readonly Field[]; readonly disabled: boolean; readonly onPick: (name: string) => void }) {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const meaning = (field: Field) => (field.custom ? field.meaning : tMaybe(`rulefields.field.${field.name}`, field.meaning));
  // The service may tell a field twice.
  const found = fields.filter((field, at) => fields.findIndex((one) => one.name === field.name) === at && `${field.name} ${meaning(field)}`.toLowerCase().includes(wanted));
  return (
    <section className={css.fieldList} aria-label={t('automations.fields')}>
      <TextInput label={t('automations.fields')} placeholder={t('automations.fields.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
      {found.length === 0 && <p className={css.hint}>{t('automations.fields.none')}</p>}
      <ul data-scroll tabIndex={-1}>
        {found.map((field) => (
          <li key={field.name}>
            <button type="button" disabled={disabled} aria-label={t('automations.fields.insert', { name: field.name })} onClick={() => onPick(field.name)}>
              <code>{field.name}</code>
              <span>
                {[meaning(field), t(`automations.kind.${field.kind}`), ...(field.as_it_was ? [] : [t('automations.fields.now')]), ...(field.custom ? [t('automations.fields.own')] : [])].join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
