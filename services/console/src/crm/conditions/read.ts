/* An expression becomes rows, when it is one that rows can write; else it is said what of it they cannot. */
import { parse, quote, Unread, type Node, type Sign } from './cel.ts';
import { asksFor, complete, isDay, isGroup, isNumber, type FieldOf, type Fields, type Group, type Join, type Operator, type Row, type Rows } from './model.ts';

/** Why an expression stays one: what of it, and how that is too much. */
export type Why = 'unread' | 'field' | 'nested' | 'shape' | 'value';
export type Found = { readonly rows: Rows } | { readonly why: Why; readonly part: string };

class Refused extends Error {
  readonly why: Why;
  readonly node: Node;
  constructor(why: Why, node: Node) {
    super(why);
    [this.why, this.node] = [why, node];
  }
}

/** The rows of an expression about these fields. */
export function read(source: string, fields: Fields): Found {
  if (source.trim() === '') return { rows: { join: 'all', items: [] } };
  try {
    return { rows: rowsOf(parse(source), fields) };
  } catch (refused) {
    if (refused instanceof Unread) {
      const { from, to } = refused.place;
      return { why: 'unread', part: source.slice(from, Math.max(to, from + 1)) || source.slice(-20) };
    }
    if (refused instanceof Refused) return { why: refused.why, part: source.slice(refused.node.from, refused.node.to) };
    throw refused;
  }
}

/** Rows in the one way in which they are read: a group of one row is that row, and one group alone is no group. */
export function normal({ join, items }: Rows): Rows {
  const plain = items.flatMap((item): readonly (Row | Group)[] => {
    if (!isGroup(item)) return [item];
    const rows = item.join === 'all' ? merged(item.rows) : item.rows;
    return rows.length > 1 ? [{ join: item.join, rows }] : rows;
  });
  const [only] = plain;
  if (plain.length === 1 && only && isGroup(only)) return { join: only.join, items: only.rows };
  const all = join === 'all' || plain.length < 2 ? merged(plain) : plain;
  return { join: all.length < 2 ? 'all' : join, items: all };
}

function rowsOf(node: Node, fields: Fields): Rows {
  const joins: Join = node.kind === 'or' ? 'any' : 'all';
  const parts = node.kind === 'and' || node.kind === 'or' ? node.parts : [node];
  const items = parts.map((part): Row | Group => {
    if (part.kind !== 'and' && part.kind !== 'or') return rowOf(part, fields);
    const rows = part.parts.map((one) => {
      if (one.kind !== 'and' && one.kind !== 'or') return [rowOf(one, fields)];
      // What one row writes in two parts is no group.
      const pair = one.kind === 'and' ? merged(one.parts.map((each) => rowOf(each, fields))) : [];
      if (pair.length !== 1) throw new Refused('nested', one);
      return pair;
    });
    return { join: part.kind === 'or' ? 'any' : 'all', rows: rows.flat() };
  });
  return normal({ join: joins, items });
}

/** Rows all of which have to be so, with those that say together what one row says. */
function merged<Item extends Row | Group>(items: readonly Item[]): readonly Item[] {
  const all: Item[] = [];
  // Whatever a row says in two parts is taken apart first, so that the same parts are always put together in the same way.
  const apart = items.flatMap((item): readonly (Row | Item)[] => (isGroup<Row, Group>(item) ? [item] : split(item)));
  for (let at = 0; at < apart.length; at += 1) {
    const [one, next] = [apart[at] as Item, apart[at + 1]];
    const both = next && !isGroup<Row, Group>(one) && !isGroup<Row, Group>(next) ? together(one, next) : undefined;
    all.push((both ?? one) as Item);
    if (both) at += 1;
  }
  return all;
}

function split(row: Row): readonly Row[] {
  const { name, nature } = row;
  if (row.operator === 'before' || row.operator === 'until') return [{ name, nature, operator: 'known', values: [] }, { ...row, operator: `${row.operator}_or_unknown` }];
  const { of, ...amount } = row;
  return of !== undefined && row.currency ? [amount, { name: row.currency, nature: 'choice', operator: 'is', values: [of] }] : [row];
}

function together(one: Row, next: Row): Row | undefined {
  if (one.operator === 'known' && one.name === next.name && (next.operator === 'before_or_unknown' || next.operator === 'until_or_unknown'))
    return { ...next, operator: next.operator === 'before_or_unknown' ? 'before' : 'until' };
  const amount = one.nature === 'money' && one.of === undefined && asksFor(one.operator) === 'one';
  return amount && next.name === one.currency && next.operator === 'is' ? { ...one, of: next.values[0] ?? '' } : undefined;
}

const opposite: Readonly<Record<Sign, Sign>> = { '==': '!=', '!=': '==', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };
const turned: Readonly<Record<Sign, Sign>> = { '==': '==', '!=': '!=', '<': '>', '>': '<', '<=': '>=', '>=': '<=' };
const byNature: Readonly<Record<'text' | 'choice' | 'day' | 'instant' | 'number' | 'money', Partial<Record<Sign, Operator>>>> = {
  text: { '==': 'is', '!=': 'is_not' },
  choice: { '==': 'is', '!=': 'is_not' },
  day: { '==': 'is', '!=': 'is_not', '<': 'before_or_unknown', '<=': 'until_or_unknown', '>': 'after', '>=': 'from' },
  instant: { '<': 'before_or_unknown', '>=': 'from' },
  number: { '==': 'is', '!=': 'is_not', '<': 'less', '<=': 'at_most', '>': 'more', '>=': 'at_least' },
  money: { '==': 'is', '!=': 'is_not', '<': 'less', '<=': 'at_most', '>': 'more', '>=': 'at_least' },
};
const no: Partial<Record<Operator, Operator>> = {
  known: 'unknown', unknown: 'known', yes: 'no', no: 'yes', contains: 'contains_not', one_of: 'none_of', any_of: 'none_of',
};

/** The row of a part that is no `&&` or `||`. */
function rowOf(node: Node, fields: Fields): Row {
  let [part, negated] = [node, false];
  while (part.kind === 'not') [part, negated] = [part.of, !negated];
  const field = (name: Node): FieldOf => {
    if (name.kind !== 'name') throw new Refused('shape', node);
    const known = fields.get(name.name);
    if (!known) throw new Refused('field', name);
    return known;
  };
  const row = part.kind === 'compare' ? compareOf(node, part, negated, field) : turn(node, plainOf(node, part, field), negated);
  if (!complete(row)) throw new Refused('value', node);
  return row;
}

function turn(node: Node, row: Row, negated: boolean): Row {
  if (!negated) return row;
  const operator = no[row.operator];
  if (!operator) throw new Refused('shape', node);
  return { ...row, operator };
}

type Look = (name: Node) => FieldOf;

function plainOf(node: Node, part: Node, field: Look): Row {
  if (part.kind === 'name') return only(node, field(part), ['yes_no'], 'yes');
  if (part.kind === 'in') return inOf(node, part.item, part.list, field);
  if (part.kind !== 'call') throw new Refused('shape', node);
  const { name, target, args } = part;
  const [first] = args;
  if (name === 'has' && !target && first && args.length === 1) return { ...field(first), operator: 'known', values: [] };
  const operator = ({ contains: 'contains', startsWith: 'starts', endsWith: 'ends' } as const)[name];
  if (operator && target && first && args.length === 1) {
    const { of, strict } = lowerOf(target);
    return { ...only(node, field(of), ['text'], operator), values: [textOf(node, first, strict)], strict };
  }
  return eachOf(node, part, field);
}

/** `item in list`: a text among some, or in a list of the record; and `"Budget" in deal.custom`, which asks whether an own field is known. */
function inOf(node: Node, item: Node, list: Node, field: Look): Row {
  if (list.kind === 'name') {
    if (item.kind !== 'text') throw new Refused('shape', node);
    if (list.name.endsWith('.custom')) return { ...field({ ...list, name: `${list.name}[${quote(item.value)}]` }), operator: 'known', values: [] };
    return { ...only(node, field(list), ['list'], 'any_of'), values: [item.value] };
  }
  if (list.kind !== 'list') throw new Refused('shape', node);
  const { of, strict } = lowerOf(item);
  const row = only(node, field(of), strict ? ['text', 'choice'] : ['text'], 'one_of');
  return { ...row, values: list.items.map((one) => textOf(node, one, strict)), ...(row.nature === 'text' && { strict }) };
}

/** `["a", "b"].exists(one, one in list)`, the same with `all`, and `list.exists(one, lower(one).contains("a"))`. */
function eachOf(node: Node, part: Node & { kind: 'call' }, field: Look): Row {
  const { name, target, args } = part;
  const [item, asked] = args;
  if (!target || args.length !== 2 || item?.kind !== 'name' || !/^\w+$/.test(item.name) || !asked || (name !== 'exists' && name !== 'all')) throw new Refused('shape', node);
  const isItem = (one: Node) => one.kind === 'name' && one.name === item.name;
  if (target.kind === 'list' && asked.kind === 'in' && isItem(asked.item)) {
    const values = target.items.map((one) => textOf(node, one, true));
    return { ...only(node, field(asked.list), ['list'], name === 'exists' ? 'any_of' : 'all_of'), values };
  }
  if (name !== 'exists' || asked.kind !== 'call' || asked.name !== 'contains' || !asked.target) throw new Refused('shape', node);
  const { of, strict } = lowerOf(asked.target);
  const [text] = asked.args;
  if (strict || !isItem(of) || !text || asked.args.length !== 1) throw new Refused('shape', node);
  return { ...only(node, field(target), ['list'], 'some_contains'), values: [textOf(node, text, false)] };
}

function compareOf(node: Node, part: Node & { kind: 'compare' }, negated: boolean, field: Look): Row {
  const literal = (one: Node) => ['text', 'number', 'bool'].includes(one.kind) || (one.kind === 'call' && one.name === 'lower' && one.args[0]?.kind === 'text');
  const swap = literal(part.left) && !literal(part.right);
  const [left, right] = swap ? [part.right, part.left] : [part.left, part.right];
  const sign = ((one) => (negated ? opposite[one] : one))(swap ? turned[part.sign] : part.sign);
  if (left.kind === 'call' && left.name === 'size') return sizeOf(node, left, sign, right, field);
  if (left.kind === 'call' && left.name === 'days') return daysOf(node, left, sign, right, field);
  const { of, strict } = lowerOf(left);
  const known = field(of);
  if (known.nature === 'yes_no') {
    if (!strict || right.kind !== 'bool' || (sign !== '==' && sign !== '!=')) throw new Refused('shape', node);
    return { ...known, operator: right.value === (sign === '==') ? 'yes' : 'no', values: [] };
  }
  if (known.nature === 'list' || (!strict && known.nature !== 'text')) throw new Refused('shape', node);
  const number = known.nature === 'number' || known.nature === 'money';
  // What is not known is the empty text.
  if (!number && strict && right.kind === 'text' && right.value === '' && (sign === '==' || sign === '!=')) return { ...known, operator: sign === '==' ? 'unknown' : 'known', values: [] };
  const operator = byNature[known.nature][sign];
  if (!operator) throw new Refused('shape', node);
  if (!number) {
    const value = textOf(node, right, strict);
    if ((known.nature === 'day' || known.nature === 'instant') && !isDay(value)) throw new Refused('value', right);
    return { ...known, operator, values: [value], ...(known.nature === 'text' && { strict }) };
  }
  if (right.kind !== 'number' || !isNumber(right.value)) throw new Refused('shape', node);
  return { ...known, operator, values: [right.value] };
}

/** Whether a list is empty. */
function sizeOf(node: Node, { target, args }: Node & { kind: 'call' }, sign: Sign, right: Node, field: Look): Row {
  const [of] = target ? [target, ...args] : args;
  const operator = ({ '>': 'known', '!=': 'known', '==': 'unknown', '<=': 'unknown' } as Partial<Record<Sign, Operator>>)[sign];
  if (!of || !operator || (target ? args.length > 0 : args.length !== 1) || right.kind !== 'number' || right.value !== '0') throw new Refused('shape', node);
  return only(node, field(of), ['list'], operator);
}

/** `days(event.on, field)` and `days(field, event.on)`, compared with how many. */
function daysOf(node: Node, call: Node & { kind: 'call' }, sign: Sign, right: Node, field: Look): Row {
  const [from, to] = call.args;
  const happens = (one: Node | undefined) => one?.kind === 'name' && one.name === 'event.on';
  if (!from || !to || call.args.length !== 2 || call.target || happens(from) === happens(to) || (sign !== '<=' && sign !== '>=') || right.kind !== 'number') throw new Refused('shape', node);
  const operator = happens(from) ? (sign === '<=' ? 'within' : 'later') : sign === '<=' ? 'recent' : 'earlier';
  return { ...only(node, field(happens(from) ? to : from), ['day', 'instant'], operator), values: [right.value] };
}

/** A field, which can be asked about so only if it is of one of these. */
function only(node: Node, field: FieldOf, natures: readonly FieldOf['nature'][], operator: Operator): Row {
  if (!natures.includes(field.nature)) throw new Refused('shape', node);
  return { ...field, operator, values: [] };
}

/** What is in `lower(…)`, and whether it is in none: then capitals count. */
const lowerOf = (node: Node): { readonly of: Node; readonly strict: boolean } => {
  const inner = node.kind === 'call' && node.name === 'lower' ? (node.target && node.args.length === 0 ? node.target : !node.target && node.args.length === 1 ? node.args[0] : undefined) : undefined;
  return inner ? { of: inner, strict: false } : { of: node, strict: true };
};

/** A written text; one that is compared with what is in lower case has to be so, too, or it would never be found. */
function textOf(node: Node, value: Node, strict: boolean): string {
  const { of, strict: plain } = lowerOf(value);
  if (of.kind !== 'text' || (strict && !plain)) throw new Refused('shape', node);
  if (!strict && plain && of.value !== of.value.toLowerCase()) throw new Refused('value', value);
  return of.value;
}
