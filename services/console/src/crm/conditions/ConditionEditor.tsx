import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { LightButton } from '../../ui/light.tsx';
import { unitsOf } from '../automations/actions.ts';
import type { Trigger } from '../automations/data.ts';
import { Builder, type KeyedGroup, type KeyedRows } from './Builder.tsx';
import css from './conditions.module.css';
import { isGroup, type Rows } from './model.ts';
import { read } from './read.ts';
import type { KeyedRow } from './RowFields.tsx';
import { wholeSentence, type Names } from './says.ts';
import { TextCondition } from './TextCondition.tsx';
import { useChecked } from './useChecked.ts';
import { useNames } from './useNames.ts';
import { wanting, write } from './write.ts';

type Props = {
  readonly trigger: Trigger | undefined;
  readonly value: string;
  readonly disabled: boolean;
  /** Whether what is not filled in is named, because somebody wanted to save. */
  readonly asked: boolean;
  /** Told with each change; `whole` is whether every row says all it has to. */
  readonly onChange: (value: string, whole: boolean) => void;
};

/** A condition, by clicks when it is one of rows, else as it is written; nothing is rewritten that nobody changes. */
export function ConditionEditor(props: Props) {
  const names = useNames(props.trigger);
  return names && props.trigger ? <Editor {...props} trigger={props.trigger} names={names} /> : null;
}

const keyed = ({ join, items }: Rows): KeyedRows => ({
  join,
  items: items.map((item) => (isGroup(item) ? { ...item, key: newKey(), rows: item.rows.map((row) => ({ ...row, key: newKey() })) } : { ...item, key: newKey() })),
});

function Editor({ trigger, names, value, disabled, asked, onChange }: Props & { readonly trigger: Trigger; readonly names: Names }) {
  const [rows, setRows] = useState<KeyedRows | undefined>(() => {
    const found = read(value, names.fields);
    return 'rows' in found ? keyed(found.rows) : undefined;
  });
  if (rows && disabled) return <Told rows={rows} text={value} names={names} />;
  if (rows)
    return (
      <Clicked
        trigger={trigger}
        names={names}
        rows={rows}
        asked={asked}
        onChange={(next) => {
          setRows(next);
          onChange(write(next).text, wanting(next).length === 0);
        }}
        onText={() => {
          setRows(undefined);
          onChange(value, true);
        }}
      />
    );
  const found = read(value, names.fields);
  return (
    <div className={css.stack}>
      <div className={css.ways}>
        {'why' in found ? (
          <p className={css.hint}>{`${t('conditions.why')} ${t(`conditions.why.${found.why}`, { part: found.part })}`}</p>
        ) : (
          !disabled && <LightButton onClick={() => setRows(keyed(found.rows))}>{t('conditions.toRows')}</LightButton>
        )}
      </div>
      <TextCondition trigger={trigger} value={value} disabled={disabled} onChange={(text) => onChange(text, true)} />
    </div>
  );
}

type ClickedProps = { readonly trigger: Trigger; readonly names: Names; readonly rows: KeyedRows; readonly asked: boolean; readonly onChange: (rows: KeyedRows) => void; readonly onText: () => void };

function Clicked({ trigger, names, rows, asked, onChange, onText }: ClickedProps) {
  const { text, places } = write<KeyedRow, KeyedGroup>(rows);
  const { wrong, right, checking } = useChecked(trigger, text, true);
  const at = wrong ? unitsOf(text, wrong.at, 0).from : 0;
  // What cannot be told apart, such as that all of it is too long, is said of the row where it begins.
  const place = wrong && places.findLast(({ from }) => from <= at);
  const order = rows.items.flatMap((item) => (isGroup<KeyedRow, KeyedGroup>(item) ? item.rows : [item]));
  const number = order.findIndex((row) => row.key === place?.row.key) + 1;
  return (
    <div className={css.stack}>
      <Builder names={names} rows={rows} asked={asked} wrong={wrong && { key: place?.row.key, detail: wrong.detail }} onChange={onChange} />
      <div role="status" className={css.hint} data-tone={wrong ? 'late' : undefined}>
        {order.length === 0
          ? t('automations.condition.always')
          : wrong
            ? number > 0 ? t('conditions.wrong', { number, detail: wrong.detail }) : wrong.detail
            : text === ''
              ? t('conditions.open')
              : right
                ? t(wanting(rows).length > 0 ? 'conditions.open' : 'automations.condition.right')
                : checking
                  ? t('automations.condition.checking')
                  : ''}
      </div>
      <div>
        <LightButton onClick={onText}>{t('conditions.toText')}</LightButton>
      </div>
    </div>
  );
}

/** What a rule asks that is not changed any more. */
function Told({ rows, text, names }: { readonly rows: KeyedRows; readonly text: string; readonly names: Names }) {
  if (rows.items.length === 0) return <p className={css.hint}>{t('automations.condition.always')}</p>;
  return (
    <div className={css.stack}>
      <p className={css.words}>{wholeSentence(rows, names)}</p>
      <code className={css.code}>{text}</code>
    </div>
  );
}
