import { Button, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { newKey } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { LightIcon } from '../../ui/light.tsx';
import css from './conditions.module.css';
import { complete, isGroup, rowOf, type Group, type Join, type Rows } from './model.ts';
import { RowFields, type KeyedRow } from './RowFields.tsx';
import { wholeSentence, type Names } from './says.ts';

export type KeyedGroup = Group<KeyedRow> & { readonly key: string };
export type KeyedRows = Rows<KeyedRow, KeyedGroup>;
type Item = KeyedRow | KeyedGroup;

type Props = {
  readonly names: Names;
  readonly rows: KeyedRows;
  /** The row something is wrong with, and what. */
  readonly wrong: { readonly key: string | undefined; readonly detail: string } | undefined;
  /** Whether what is not filled in is named. */
  readonly asked: boolean;
  readonly onChange: (rows: KeyedRows) => void;
};

/** A condition by clicks: rows, and groups of rows, all or any of which have to be so. */
export function Builder({ names, rows, wrong, asked, onChange }: Props) {
  const root = useRef<HTMLDivElement>(null);
  // Where the focus goes once what was changed is drawn: into a row, or to the button that adds one.
  const next = useRef<string>(undefined);
  const [removed, setRemoved] = useState('');
  useEffect(() => {
    if (next.current === undefined) return;
    const at = root.current?.querySelector<HTMLElement>(next.current === '' ? '[data-add]' : `[data-row="${next.current}"] input`);
    next.current = undefined;
    at?.focus();
  }, [rows]);
  const { items } = rows;
  const order = items.flatMap((item) => (isGroup<KeyedRow, KeyedGroup>(item) ? item.rows : [item]));
  const fresh = (): KeyedRow | undefined => {
    // What it is mostly about comes first.
    const [first] = names.fields.values();
    if (!first) return undefined;
    const { name, nature, currency } = first;
    const row = { ...rowOf({ name, nature, ...(currency !== undefined && { currency }) }), key: newKey() };
    next.current = row.key;
    return row;
  };
  const put = (changed: readonly Item[]) => {
    setRemoved('');
    onChange({ ...rows, items: changed });
  };
  const add = (group?: KeyedGroup) => {
    const row = fresh();
    if (!row) return;
    put(group ? items.map((item) => (item.key === group.key ? { ...group, rows: [...group.rows, row] } : item)) : [...items, row]);
  };
  const addGroup = () => {
    const row = fresh();
    if (row) put([...items, { key: newKey(), join: rows.join === 'all' ? 'any' : 'all', rows: [row] }]);
  };
  const change = (row: KeyedRow) => {
    const swap = (one: KeyedRow) => (one.key === row.key ? row : one);
    put(items.map((item) => (isGroup<KeyedRow, KeyedGroup>(item) ? { ...item, rows: item.rows.map(swap) } : swap(item))));
  };
  /** Takes rows out; the focus goes to the row behind them, else to the one before. */
  const remove = (gone: readonly KeyedRow[]) => {
    const keys = new Set(gone.map((one) => one.key));
    const last = order.findLastIndex((one) => keys.has(one.key));
    const neighbour = order.slice(last + 1)[0] ?? order.slice(0, last).findLast((one) => !keys.has(one.key));
    next.current = neighbour?.key ?? '';
    const left = items.flatMap((item): Item[] => {
      if (!isGroup<KeyedRow, KeyedGroup>(item)) return keys.has(item.key) ? [] : [item];
      const kept = item.rows.filter((one) => !keys.has(one.key));
      return kept.length > 0 ? [{ ...item, rows: kept }] : [];
    });
    onChange({ ...rows, items: left });
    setRemoved(t('conditions.removed', { count: order.length - keys.size }));
  };
  const field = (row: KeyedRow) => (
    <RowFields
      key={row.key}
      row={row}
      number={order.indexOf(row) + 1}
      names={names}
      wrong={asked && !complete(row) ? t('conditions.needed') : wrong?.key === row.key ? wrong.detail : undefined}
      onChange={change}
      onRemove={() => remove([row])}
    />
  );
  const groups = items.filter((item) => isGroup<KeyedRow, KeyedGroup>(item));
  return (
    <div className={css.builder} ref={root}>
      {items.length > 1 && <JoinSelect label={t('conditions.intro')} join={rows.join} onChange={(join) => onChange({ ...rows, join })} />}
      {items.map((item) => {
        if (!isGroup<KeyedRow, KeyedGroup>(item)) return field(item);
        const number = groups.indexOf(item) + 1;
        return (
          <div key={item.key} className={css.group} role="group" aria-label={t('conditions.group', { number })}>
            <div className={css.groupHead}>
              <JoinSelect label={t('conditions.group.join', { number })} join={item.join} onChange={(join) => put(items.map((one) => (one.key === item.key ? { ...item, join } : one)))} />
              <LightIcon aria-label={t('conditions.remove.group', { number })} onClick={() => remove(item.rows)}>
                <IconTrash size={16} aria-hidden />
              </LightIcon>
            </div>
            {item.rows.map(field)}
            <div>
              <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add(item)}>
                {t('conditions.add.toGroup', { number })}
              </Button>
            </div>
          </div>
        );
      })}
      <div className={css.tools}>
        <Button data-add size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add()}>
          {t('conditions.add')}
        </Button>
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={addGroup}>
          {t('conditions.add.group')}
        </Button>
      </div>
      {order.length > 1 && (
        <p className={css.words}>
          <span>{t('conditions.inWords')}</span> {wholeSentence(rows, names)}
        </p>
      )}
      <span role="status" className="hidden">
        {removed}
      </span>
    </div>
  );
}

const joins: readonly Join[] = ['all', 'any'];

function JoinSelect({ label, join, onChange }: { readonly label: string; readonly join: Join; readonly onChange: (join: Join) => void }) {
  return (
    <Select
      className={css.join}
      label={label}
      openOnFocus={false}
      allowDeselect={false}
      data={joins.map((value) => ({ value, label: t(`conditions.join.${value}`) }))}
      value={join}
      onChange={(value) => value && onChange(value as Join)}
    />
  );
}
