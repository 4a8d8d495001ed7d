/* Rows become the expression that the service takes. */
import { quote } from './cel.ts';
import { complete, isGroup, type Group, type Join, type Row, type Rows } from './model.ts';

/** The expression of some rows, and where in it each of them stands. */
export type Written<R extends Row> = { readonly text: string; readonly places: readonly { readonly row: R; readonly from: number; readonly to: number }[] };

const signs: Readonly<Record<string, string>> = { is: '==', is_not: '!=', at_least: '>=', at_most: '<=', more: '>', less: '<', after: '>', from: '>=', before: '<', until: '<=', before_or_unknown: '<', until_or_unknown: '<=' };
/** The day on which it happens. */
const happens = 'event.on';

/** A text that is compared whatever its capitals. */
const lowered = (text: string) => (text === text.toLowerCase() ? quote(text) : `lower(${quote(text)})`);
const listed = (values: readonly string[], each: (value: string) => string) => `[${values.map(each).join(', ')}]`;

/** The parts of a row, all of which have to be so. Mostly there is one. */
function parts(row: Row): readonly string[] {
  const { name, nature, operator, values, strict } = row;
  const [value = ''] = values;
  switch (operator) {
    case 'known':
      return [known(row)];
    case 'unknown':
      return [`!has(${name})`];
    case 'yes':
      return [name];
    case 'no':
      return [`!${name}`];
    case 'within':
      return [`days(${happens}, ${name}) <= ${value}`];
    case 'later':
      return [`days(${happens}, ${name}) >= ${value}`];
    case 'recent':
      return [`days(${name}, ${happens}) <= ${value}`];
    case 'earlier':
      return [`days(${name}, ${happens}) >= ${value}`];
    case 'any_of':
      return [anyOf(name, values)];
    case 'all_of':
      return [`${listed(values, quote)}.all(one, one in ${name})`];
    case 'some_contains':
      return [`${name}.exists(one, lower(one).contains(${lowered(value)}))`];
    case 'none_of':
      if (nature === 'list') return [`!${values.length === 1 ? `(${anyOf(name, values)})` : anyOf(name, values)}`];
  }
  const [left, text] = nature === 'text' && !strict ? ([`lower(${name})`, lowered] as const) : ([name, quote] as const);
  switch (operator) {
    case 'contains':
      return [`${left}.contains(${text(value)})`];
    case 'contains_not':
      return [`!${left}.contains(${text(value)})`];
    case 'starts':
      return [`${left}.startsWith(${text(value)})`];
    case 'ends':
      return [`${left}.endsWith(${text(value)})`];
    case 'one_of':
      return [`${left} in ${listed(values, text)}`];
    case 'none_of':
      return [`!(${left} in ${listed(values, text)})`];
    default: {
      const compared = `${left} ${signs[operator]} ${nature === 'number' || nature === 'money' ? value : text(value)}`;
      // A day that is not known is the empty text, which is before every other one.
      if (operator === 'before' || operator === 'until') return [known(row), compared];
      return nature === 'money' && row.of !== undefined && row.currency ? [compared, `${row.currency} == ${quote(row.of)}`] : [compared];
    }
  }
}

const known = ({ name }: Row) => `has(${name})`;
const anyOf = (name: string, values: readonly string[]) => (values.length === 1 ? `${quote(values[0] ?? '')} in ${name}` : `${listed(values, quote)}.exists(one, one in ${name})`);

/** The expression of rows. Those that do not say all they have to are left out: {@link wanting} names them. */
export function write<R extends Row, G extends Group<R>>({ join, items }: Rows<R, G>): Written<R> {
  const places: { row: R; from: number; to: number }[] = [];
  let text = '';
  const rows = (all: readonly R[], by: Join) => {
    all.forEach((row, at) => {
      if (at > 0) text += by === 'all' ? ' && ' : ' || ';
      const from = text.length;
      const said = parts(row);
      text += said.length > 1 && by === 'any' ? `(${said.join(' && ')})` : said.join(' && ');
      places.push({ row, from, to: text.length });
    });
  };
  let first = true;
  for (const item of items) {
    const all = (isGroup<R, G>(item) ? item.rows : [item]).filter(complete);
    if (all.length === 0) continue;
    if (!first) text += join === 'all' ? ' && ' : ' || ';
    first = false;
    if (isGroup<R, G>(item)) {
      text += '(';
      rows(all, item.join);
      text += ')';
    } else rows(all, join);
  }
  return { text, places };
}

/** The rows that do not say all they have to. */
export const wanting = <R extends Row, G extends Group<R>>({ items }: Rows<R, G>): readonly R[] => items.flatMap((item) => (isGroup<R, G>(item) ? item.rows : [item])).filter((row) => !complete(row));
