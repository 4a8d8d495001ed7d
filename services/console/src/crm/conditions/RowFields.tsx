import { ActionIcon, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import css from './conditions.module.css';
import { asksFor, compared, complete, countsDays, offered, rowOf, type Operator, type Row } from './model.ts';
import { fieldName, operatorName, sentenceOf, thingOf, type Names } from './says.ts';
import { ValueField } from './ValueField.tsx';

export type KeyedRow = Row & { readonly key: string };
type Props = {
  readonly row: KeyedRow;
  readonly number: number;
  readonly names: Names;
  /** What the service says is wrong with it, or that it is not filled in. */
  readonly wrong: string | undefined;
  readonly onChange: (row: KeyedRow) => void;
  readonly onRemove: () => void;
};

/** A row: a field, how it is compared, and with what. */
export function RowFields({ row, number, names, wrong, onChange, onRemove }: Props) {
  const { key } = row;
  const field = names.fields.get(row.name);
  const says = sentenceOf(row, names);
  const said = `${key}-wrong`;
  const set = (next: Row) => onChange({ ...next, key });
  const choose = (name: string) => {
    const chosen = names.fields.get(name);
    if (!chosen || name === row.name) return;
    const { nature, currency } = chosen;
    set(rowOf({ name, nature, ...(currency !== undefined && { currency }) }, row));
  };
  const strictness = row.nature === 'text' && asksFor(row.operator) !== 'none';
  return (
    <div className={css.row} role="group" aria-label={says ? t('conditions.row', { number, says }) : t('conditions.row.open', { number })} aria-describedby={wrong ? said : undefined} data-row={key}>
      <Select
        aria-label={t('conditions.field')}
        searchable
        openOnFocus={false}
        allowDeselect={false}
        maxDropdownHeight={320}
        data={[...groupsOf(names), ...(field ? [] : [{ group: row.name, items: [{ value: row.name, label: t('conditions.noField', { name: row.name }) }] }])]}
        value={row.name}
        onChange={(name) => name && choose(name)}
      />
      <Select
        className={css.operator}
        aria-label={t('conditions.operator')}
        openOnFocus={false}
        allowDeselect={false}
        maxDropdownHeight={320}
        data={offered(row).filter((one) => one !== 'some_contains' || one === row.operator || !field?.source).map((one) => ({ value: one, label: operatorName(row, one) }))}
        value={row.operator}
        onChange={(operator) => operator && set(compared(row, operator as Operator))}
      />
      <div className={css.value}>
        <ValueField key={`${row.name} ${countsDays(row.operator)} ${asksFor(row.operator)}`} row={row} choices={names.choices(row.name)} closed={field?.source !== undefined} onChange={(changes) => set(tidy({ ...row, ...changes }))} />
        {strictness && (
          <button type="button" className={css.strict} aria-pressed={row.strict ?? false} aria-label={t('conditions.strict')} title={t('conditions.strict')} onClick={() => set({ ...row, strict: !row.strict })}>
            <span aria-hidden>{'Aa'}</span>
          </button>
        )}
      </div>
      <ActionIcon className={css.remove} variant="subtle" size={30} aria-label={t('conditions.remove', { number })} onClick={onRemove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
      {wrong && (
        <p className={css.wrong} id={said}>
          {complete(row) ? wrong : t('conditions.needed')}
        </p>
      )}
    </div>
  );
}

/** Without a currency that is not said. */
function tidy({ of, ...row }: Row): Row {
  return of === undefined ? row : { ...row, of };
}

function groupsOf({ fields }: Names) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const field of fields.values()) {
    const thing = thingOf(field);
    groups.set(thing, [...(groups.get(thing) ?? []), { value: field.name, label: fieldName(field) }]);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}
