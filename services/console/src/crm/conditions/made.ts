/* For tests: conditions made at random, and what an expression comes to. The numbers are drawn from a seed, so that what fails fails again. */
import type { Node } from './cel.ts';
import { asksFor, complete, countsDays, offered, type FieldOf, type Fields, type Group, type Join, type Row, type Rows } from './model.ts';

const all: readonly FieldOf[] = [
  { name: 'deal.name', nature: 'text' },
  { name: 'deal.custom["Számla \\"típus\\""]', nature: 'text' },
  { name: 'deal.custom["Méret"]', nature: 'list' },
  { name: 'deal.custom["Keret"]', nature: 'number' },
  { name: 'deal.custom["Nap"]', nature: 'day' },
  { name: 'deal.custom["Kell"]', nature: 'yes_no' },
  { name: 'deal.stage', nature: 'choice' },
  { name: 'deal.currency', nature: 'choice' },
  { name: 'deal.expected_close_on', nature: 'day' },
  { name: 'lead.received_at', nature: 'instant' },
  { name: 'deal.odds', nature: 'number' },
  { name: 'deal.value', nature: 'money', currency: 'deal.currency' },
  { name: 'deal.has_account', nature: 'yes_no' },
  { name: 'deal.tags', nature: 'list' },
];
export const fields: Fields = new Map(all.map((field) => [field.name, field]));

/** Numbers from 0 up to, but not including, `below`. */
export type Draw = (below: number) => number;
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}
const oneOf = <T>(draw: Draw, items: readonly T[]): T => items[draw(items.length)] as T;
const texts = ['a', 'B', 'Google Ads', 'ő', 'Ű && "', "it's", '\\', 'a\nb', '\t\u0001', '🙂', '[x](y)', '!', '//', 'true', 'deal.name'];
const days = ['2026-01-01', '2026-02-28', '2026-12-31'];

export function rowFrom(draw: Draw): Row {
  const field = oneOf(draw, all);
  const operator = oneOf(draw, offered(field));
  const asked = asksFor(operator);
  const value = () => {
    if (countsDays(operator)) return String(draw(40));
    if (field.nature === 'number' || field.nature === 'money') return `${draw(4) === 0 ? '-' : ''}${1 + draw(3000)}${draw(2) ? '' : `.${draw(10)}5`}`;
    return oneOf(draw, field.nature === 'day' || field.nature === 'instant' ? days : field.name === 'deal.currency' ? ['EUR', 'HUF'] : texts);
  };
  const values = asked === 'none' ? [] : asked === 'one' ? [value()] : [...new Set(Array.from({ length: 1 + draw(3) }, value))];
  const strict = field.nature === 'text' && asked !== 'none' ? { strict: draw(2) === 0 } : {};
  const of = field.nature === 'money' && asked !== 'none' && draw(2) === 0 ? { of: oneOf(draw, ['EUR', 'HUF']) } : {};
  const row: Row = { ...field, operator, values, ...strict, ...of };
  if (!complete(row)) throw new Error(JSON.stringify(row));
  return row;
}
export function rowsFrom(draw: Draw): Rows {
  const join = (): Join => (draw(2) ? 'all' : 'any');
  const group = (): Group => ({ join: join(), rows: Array.from({ length: 1 + draw(3) }, () => rowFrom(draw)) });
  return { join: join(), items: Array.from({ length: draw(5) }, () => (draw(3) === 0 ? group() : rowFrom(draw))) };
}

export type Value = string | number | boolean | readonly string[] | undefined;
/** What the service would see: what is not known is an empty text, an empty list or no; a number that is not known is nothing. */
export function seenFrom(draw: Draw): ReadonlyMap<string, Value> {
  const known = (name: string, nature: FieldOf['nature']): Value => {
    if (draw(4) === 0) return nature === 'list' ? [] : nature === 'yes_no' ? false : nature === 'number' || nature === 'money' ? undefined : '';
    if (nature === 'list') return [...new Set([oneOf(draw, texts), oneOf(draw, texts)])];
    if (nature === 'yes_no') return draw(2) === 0;
    if (nature === 'number' || nature === 'money') return draw(2) ? draw(3000) : draw(40);
    return nature === 'day' ? oneOf(draw, days) : nature === 'instant' ? `${oneOf(draw, days)}T08:00:00Z` : oneOf(draw, name === 'deal.currency' ? ['EUR', 'HUF'] : texts);
  };
  return new Map<string, Value>([...all.map(({ name, nature }) => [name, known(name, nature)] as const), ['event.on', '2026-02-01']]);
}

/** So, not so, or undecided as the service says it. */
export function comesTo(node: Node, seen: ReadonlyMap<string, Value>): Value {
  const of = (one: Node) => comesTo(one, seen);
  switch (node.kind) {
    case 'text':
    case 'bool':
      return node.value;
    case 'number':
      return Number(node.value);
    case 'name':
      if (!seen.has(node.name)) throw new Error(node.name);
      return seen.get(node.name);
    case 'list':
      return node.items.map((item) => of(item) as string);
    case 'not': {
      const value = of(node.of);
      return value === undefined ? undefined : !value;
    }
    case 'and':
    case 'or': {
      const parts = node.parts.map(of);
      const decides = node.kind === 'or';
      return parts.includes(decides) ? decides : parts.includes(undefined) ? undefined : !decides;
    }
    case 'in':
      return (of(node.list) as readonly string[]).includes(of(node.item) as string);
    case 'compare': {
      const [left, right] = [of(node.left), of(node.right)];
      if (left === undefined || right === undefined) return undefined;
      const order = left === right ? 0 : left < right ? -1 : 1;
      return { '==': order === 0, '!=': order !== 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[node.sign];
    }
    case 'call':
      return called(node, seen);
  }
}

function called(node: Node & { kind: 'call' }, seen: ReadonlyMap<string, Value>): Value {
  const { name, target, args } = node;
  const [first, second] = args as [Node, Node];
  if (name === 'exists' || name === 'all') {
    const items = comesTo(target as Node, seen) as readonly string[];
    const holds = (item: string) => comesTo(second, new Map([...seen, [(first as Node & { kind: 'name' }).name, item]])) === true;
    return name === 'all' ? items.every(holds) : items.some(holds);
  }
  const [one, other] = [...(target ? [target] : []), ...args].map((part) => comesTo(part, seen)) as [string, string];
  switch (name) {
    case 'has':
      return typeof one === 'boolean' || typeof one === 'number' || (one as Value) !== undefined && one.length > 0;
    case 'size':
      return one.length;
    case 'lower':
      return one.toLowerCase();
    case 'contains':
      return one.includes(other);
    case 'startsWith':
      return one.startsWith(other);
    case 'endsWith':
      return one.endsWith(other);
    case 'days':
      return one && other ? Math.round((Date.parse(other.slice(0, 10)) - Date.parse(one.slice(0, 10))) / 86_400_000) : undefined;
    default:
      throw new Error(name);
  }
}
