/* A condition as rows: a field, how it is compared, and with what. Rows are joined by all or any, and so are the rows of a group. */

/** How a field is asked about; it follows from the field and decides which comparisons there are. */
export type Nature = 'text' | 'choice' | 'day' | 'instant' | 'number' | 'money' | 'yes_no' | 'list';
export type Join = 'all' | 'any';

/** Which comparisons there are, in the order they are offered in. */
export const operators = {
  text: ['is', 'is_not', 'contains', 'contains_not', 'starts', 'ends', 'one_of', 'none_of', 'known', 'unknown'],
  choice: ['is', 'is_not', 'one_of', 'none_of', 'known', 'unknown'],
  day: ['is', 'is_not', 'before', 'until', 'after', 'from', 'within', 'later', 'recent', 'earlier', 'known', 'unknown', 'before_or_unknown', 'until_or_unknown'],
  instant: ['before', 'from', 'within', 'later', 'recent', 'earlier', 'known', 'unknown', 'before_or_unknown'],
  number: ['at_least', 'at_most', 'more', 'less', 'is', 'is_not', 'known', 'unknown'],
  money: ['at_least', 'at_most', 'more', 'less', 'is', 'is_not', 'known', 'unknown'],
  yes_no: ['yes', 'no', 'known', 'unknown'],
  list: ['any_of', 'none_of', 'all_of', 'some_contains', 'known', 'unknown'],
} as const satisfies Record<Nature, readonly string[]>;
export type Operator = (typeof operators)[Nature][number];

/** A field as conditions name it, such as `deal.value` or `deal.custom["Budget"]`. */
export type FieldOf = {
  readonly name: string;
  readonly nature: Nature;
  /** Of an amount: the field that says its currency. */
  readonly currency?: string;
};
export type Fields = ReadonlyMap<string, FieldOf>;

export type Row = FieldOf & {
  readonly operator: Operator;
  /** Texts, days (`2026-11-03`) and numbers (`1234.5`) as conditions write them; empty for what asks for none. */
  readonly values: readonly string[];
  /** Of an amount: the currency it is meant in; any when it is not said. */
  readonly of?: string;
  /** Of a text: whether capitals count. */
  readonly strict?: boolean;
};
export type Group<R extends Row = Row> = { readonly join: Join; readonly rows: readonly R[] };
export type Rows<R extends Row = Row, G extends Group<R> = Group<R>> = { readonly join: Join; readonly items: readonly (R | G)[] };

export const isGroup = <R extends Row, G extends Group<R>>(item: R | G): item is G => 'rows' in item;

/** What a field can be asked. The day on which it happens is no number of days from itself. */
export function offered({ name, nature }: FieldOf): readonly Operator[] {
  const all: readonly Operator[] = operators[nature];
  return name === 'event.on' ? all.filter((one) => !countsDays(one)) : all;
}

/** How many values a comparison asks for. */
export function asksFor(operator: Operator): 'none' | 'one' | 'many' {
  if (['known', 'unknown', 'yes', 'no'].includes(operator)) return 'none';
  return ['one_of', 'none_of', 'any_of', 'all_of'].includes(operator) ? 'many' : 'one';
}
/** Whether a comparison counts days from the day on which it happens. */
export const countsDays = (operator: Operator) => ['within', 'later', 'recent', 'earlier'].includes(operator);

export const isNumber = (text: string) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Whether a row says all it has to. */
export function complete(row: Row): boolean {
  const { nature, operator, values } = row;
  if (!offered(row).includes(operator)) return false;
  const asked = asksFor(operator);
  if (asked === 'none') return values.length === 0;
  if (values.length === 0 || values.some((value) => value === '')) return false;
  if (asked === 'many') return new Set(values).size === values.length;
  const [value = ''] = values;
  if (values.length > 1) return false;
  if (countsDays(operator)) return /^(0|[1-9]\d{0,4})$/.test(value);
  if (nature === 'number' || nature === 'money') return isNumber(value);
  return nature === 'day' || nature === 'instant' ? isDay(value) : true;
}

/** A row for a field: as much of what was asked of another one as makes sense of this one. */
export function rowOf(field: FieldOf, before?: Row): Row {
  const all = offered(field);
  const kept = before && all.includes(before.operator) && (before.nature === field.nature || asksFor(before.operator) === 'none') ? before.operator : undefined;
  const operator = kept ?? all[0] ?? 'known';
  const same = before?.nature === field.nature && kept && field.nature !== 'choice' && field.nature !== 'list';
  return { ...field, operator, values: same ? before.values : [], ...(field.nature === 'text' && { strict: before?.strict ?? false }) };
}

/** The row with another comparison; values stay as far as it takes them. */
export function compared(row: Row, operator: Operator): Row {
  const asked = asksFor(operator);
  const sameKind = countsDays(operator) === countsDays(row.operator);
  const values = asked === 'none' || !sameKind ? [] : asked === 'one' ? row.values.slice(0, 1) : row.values;
  const { of, ...rest } = row;
  return { ...rest, operator, values, ...(of !== undefined && asked !== 'none' && { of }) };
}
