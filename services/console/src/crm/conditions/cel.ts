/*
 * Reads the part of the expression language (CEL) that conditions made of rows are written in. What is not of this part is
 * refused with the place where it stands; nothing is ever skipped.
 */

export type Place = { readonly from: number; readonly to: number };
export type Node = Place & (
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Node[]; readonly bracketed?: true }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'compare'; readonly sign: Sign; readonly left: Node; readonly right: Node }
  | { readonly kind: 'in'; readonly item: Node; readonly list: Node }
  | { readonly kind: 'call'; readonly name: string; readonly target?: Node; readonly args: readonly Node[] }
  /** `deal.value`; own fields are named `deal.custom["Name"]`, with the name as {@link quote} writes it. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
);
export type Sign = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** What cannot be read here, and where. */
export class Unread extends Error {
  readonly place: Place;
  constructor(place: Place) {
    super(`at ${place.from}`);
    this.place = place;
  }
}

type Token = Place & { readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end'; readonly value: string };

const signs = ['&&', '||', '==', '!=', '<=', '>=', '<', '>', '!', '(', ')', '[', ']', ',', '.', '-'];
const escapes: Readonly<Record<string, string>> = { '\\': '\\', '"': '"', "'": "'", n: '\n', r: '\r', t: '\t' };
/** Words that are no names of fields. */
const reserved = new Set(['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while']);

/** A text as an expression writes it. */
export function quote(text: string): string {
  const written = text.replace(/[\\"\p{Cc}]/gu, (char) => {
    const short = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' }[char];
    return short ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${written}"`;
}

function textAt(source: string, from: number): Token {
  const mark = source[from] ?? '';
  // Three marks begin a text over several lines, which no row writes.
  if (source.startsWith(mark.repeat(3), from)) throw new Unread({ from, to: from + 3 });
  let value = '';
  for (let at = from + 1; at < source.length; at += 1) {
    const char = source[at] ?? '';
    if (char === mark) return { kind: 'text', value, from, to: at + 1 };
    if (char === '\n' || char === '\r') break;
    if (char !== '\\') {
      value += char;
      continue;
    }
    at += 1;
    const code = /^u([0-9a-fA-F]{4})/.exec(source.slice(at, at + 5))?.[1];
    const simple = escapes[source[at] ?? ''];
    const unit = code === undefined ? undefined : Number.parseInt(code, 16);
    // A half of a character is none.
    if (simple === undefined && (unit === undefined || (unit >= 0xd800 && unit <= 0xdfff))) throw new Unread({ from: at - 1, to: Math.min(at + 1, source.length) });
    value += simple ?? String.fromCharCode(unit ?? 0);
    if (simple === undefined) at += 4;
  }
  throw new Unread({ from, to: source.length });
}

function tokens(source: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const gap = /^[ \t\r\n\f]+/.exec(rest)?.[0];
    if (gap) {
      at += gap.length;
      continue;
    }
    const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    const number = /^(?:0|[1-9]\d*)(?:\.\d+)?(?![\w.])/.exec(rest)?.[0];
    const sign = signs.find((one) => rest.startsWith(one));
    let token: Token;
    if (rest[0] === '"' || rest[0] === "'") token = textAt(source, at);
    // A letter right before a quotation mark makes it another kind of text.
    else if (name && !/^["']/.test(rest.slice(name.length))) token = { kind: 'name', value: name, from: at, to: at + name.length };
    else if (number) token = { kind: 'number', value: number, from: at, to: at + number.length };
    else if (sign) token = { kind: 'sign', value: sign, from: at, to: at + sign.length };
    else throw new Unread({ from: at, to: at + 1 });
    found.push(token);
    at = token.to;
  }
  found.push({ kind: 'end', value: '', from: source.length, to: source.length });
  return found;
}

/** Deepest nesting that is read; the service refuses what is nested deeper, too. */
const deepest = 24;

/** The tree of an expression; throws {@link Unread} for what is not of this part of the language. */
export function parse(source: string): Node {
  const all = tokens(source);
  let at = 0;
  let depth = 0;
  const peek = () => all[at] as Token;
  const isSign = (value: string) => peek().kind === 'sign' && peek().value === value;
  const take = (value: string) => isSign(value) && (at += 1) > 0;
  const refuse = (): never => {
    throw new Unread(peek());
  };
  const expect = (value: string): Token => {
    const token = peek();
    if (!take(value)) refuse();
    return token;
  };

  function joined(sign: '&&' | '||', kind: 'and' | 'or', part: () => Node): Node {
    const parts = [part()];
    while (take(sign)) parts.push(part());
    const [first] = parts;
    return parts.length === 1 && first ? first : { kind, parts, from: first?.from ?? 0, to: parts.at(-1)?.to ?? 0 };
  }
  function whole(): Node {
    depth += 1;
    if (depth > deepest) refuse();
    const node = joined('||', 'or', () => joined('&&', 'and', comparison));
    depth -= 1;
    return node;
  }
  function comparison(): Node {
    const left = signed();
    const token = peek();
    if (token.kind === 'name' && token.value === 'in') {
      at += 1;
      const list = signed();
      return unchained({ kind: 'in', item: left, list, from: left.from, to: list.to });
    }
    const sign = token.kind === 'sign' ? (['==', '!=', '<', '<=', '>', '>='] as const).find((one) => one === token.value) : undefined;
    if (!sign) return left;
    at += 1;
    const right = signed();
    return unchained({ kind: 'compare', sign, left, right, from: left.from, to: right.to });
  }
  /** `a == b == c` compares what was compared, which no row does. */
  function unchained(node: Node): Node {
    const next = peek();
    if ((next.kind === 'sign' && ['==', '!=', '<', '<=', '>', '>='].includes(next.value)) || (next.kind === 'name' && next.value === 'in')) refuse();
    return node;
  }
  function signed(): Node {
    const { from } = peek();
    if (take('-')) {
      const token = peek();
      if (token.kind !== 'number') refuse();
      at += 1;
      return { kind: 'number', value: `-${token.value}`, from, to: token.to };
    }
    if (!take('!')) return chain();
    depth += 1;
    if (depth > deepest) refuse();
    const of = signed();
    depth -= 1;
    return { kind: 'not', of, from, to: of.to };
  }
  function chain(): Node {
    let node = simple();
    for (;;) {
      if (take('.')) {
        const token = peek();
        if (token.kind !== 'name' || reserved.has(token.value)) refuse();
        at += 1;
        if (take('(')) {
          const args = list(')');
          node = { kind: 'call', name: token.value, target: node, args: args.items, from: node.from, to: args.to };
        } else if (node.kind === 'name') node = { kind: 'name', name: `${node.name}.${token.value}`, from: node.from, to: token.to };
        else throw new Unread(token);
      } else if (isSign('[') && node.kind === 'name') {
        at += 1;
        const token = peek();
        if (token.kind !== 'text') refuse();
        at += 1;
        const { to } = expect(']');
        node = { kind: 'name', name: `${node.name}[${quote(token.value)}]`, from: node.from, to };
      } else return node;
    }
  }
  function list(end: ')' | ']'): { readonly items: readonly Node[]; readonly to: number } {
    const items: Node[] = [];
    if (!isSign(end)) {
      items.push(whole());
      while (take(',')) items.push(whole());
    }
    return { items, to: expect(end).to };
  }
  function simple(): Node {
    const token = peek();
    const { from, to } = token;
    if (token.kind === 'end') refuse();
    if (take('(')) {
      const node = whole();
      const end = expect(')');
      return node.kind === 'and' || node.kind === 'or' ? { ...node, bracketed: true, from, to: end.to } : { ...node, from, to: end.to };
    }
    if (take('[')) {
      const { items, to: end } = list(']');
      return { kind: 'list', items, from, to: end };
    }
    at += 1;
    if (token.kind === 'text' || token.kind === 'number') return { kind: token.kind, value: token.value, from, to };
    if (token.kind !== 'name') throw new Unread(token);
    if (token.value === 'true' || token.value === 'false') return { kind: 'bool', value: token.value === 'true', from, to };
    if (reserved.has(token.value)) throw new Unread(token);
    if (take('(')) {
      const args = list(')');
      return { kind: 'call', name: token.value, args: args.items, from, to: args.to };
    }
    return { kind: 'name', name: token.value, from, to };
  }

  const node = whole();
  if (peek().kind !== 'end') refuse();
  return node;
}
