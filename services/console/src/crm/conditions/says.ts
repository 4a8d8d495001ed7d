/* What fields and rows are called, in the language of whoever reads them. */
import { date, either, listed, money, number } from '../../i18n/format.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import type { Choice } from '../../i18n/places.ts';
import type { Known } from './fields.ts';
import { asksFor, complete, countsDays, isGroup, type Group, type Operator, type Row, type Rows } from './model.ts';

export type Choices = (name: string) => readonly Choice[];
/** What is known of the fields of rows: their names, and what can be chosen. */
export type Names = { readonly fields: ReadonlyMap<string, Known>; readonly choices: Choices };

export const thingOf = ({ thing }: Known) => tMaybe(`conditions.thing.${thing}`, thing);
export const fieldName = (field: Known) => (field.own ? t('conditions.own', { thing: thingOf(field), name: field.part }) : `${thingOf(field)} ${tMaybe(`conditions.part.${field.part}`, field.part)}`);
/** A field by the name conditions give it; one there is not here, as it is written. */
export const nameOf = (name: string, { fields }: Names): string => {
  const field = fields.get(name);
  return field ? fieldName(field) : name;
};

/** What a comparison is called for a field of a kind. */
export function operatorName({ nature }: Pick<Row, 'nature'>, operator: Operator): string {
  if (nature === 'list' && operator === 'none_of') return t('conditions.list.none_of');
  if (nature === 'day' && operator === 'is') return t('conditions.day.is');
  return nature === 'day' && operator === 'is_not' ? t('conditions.day.is_not') : t(`conditions.operator.${operator}`);
}

function valueOf(row: Row, value: string, { choices }: Names): string {
  if (countsDays(row.operator)) return t('conditions.say.days', { count: Number(value) });
  if (row.nature === 'day' || row.nature === 'instant') return date(value);
  if (row.nature === 'number') return number(value, 6);
  if (row.nature === 'money') return row.of === undefined ? number(value, 6) : money({ amount: value, currency: row.of }, 'exact');
  const choice = row.operator === 'some_contains' ? undefined : choices(row.name).find((one) => one.value === value);
  return choice?.label ?? t('conditions.say.quoted', { text: value });
}

/** The sentence of a row; nothing when it does not say all it has to. */
export function sentenceOf(row: Row, names: Names): string | undefined {
  if (!complete(row)) return undefined;
  const { nature, operator, values, strict } = row;
  const field = nameOf(row.name, names);
  const said = (operator === 'all_of' ? listed : either)(values.map((value) => valueOf(row, value, names)));
  const key = nature === 'list' && operator === 'none_of' ? ('list.none_of' as const) : operator;
  const says = asksFor(operator) === 'none' ? tMaybe(`conditions.say.${key}`, '').replace('{field}', () => field) : tMaybe(`conditions.say.${key}`, '').replace(/\{(field|value)\}/g, (_, name) => (name === 'field' ? field : said));
  return strict && /\p{L}/u.test(values.join('')) ? t('conditions.say.strict', { says }) : says;
}

/** All rows in one sentence. */
export function wholeSentence({ join, items }: Rows, names: Names): string {
  const part = (item: Row | Group): string => {
    if (!isGroup(item)) return sentenceOf(item, names) ?? '…';
    const rows = item.rows.map(part).join(t(item.join === 'all' ? 'conditions.and' : 'conditions.or'));
    return item.rows.length > 1 ? `(${rows})` : rows;
  };
  return items.map(part).join(t(join === 'all' ? 'conditions.and' : 'conditions.or'));
}
