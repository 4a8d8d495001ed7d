/* Reads the Rust sources of the services and the literals in them, each with what it stands in. No parser: brackets, strings and comments are enough. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../../..');
export type Source = { readonly file: string; readonly text: string };
export type Literal = {
  readonly text: string;
  readonly file: string;
  /** The calls, macros and attributes around it, the nearest first: `format!`, `FieldError::new`, `error` of `#[error(...)]`. */
  readonly within: readonly string[];
  /** What stands right before it, and after. */
  readonly before: string;
  readonly after: string;
};

/** What runs in the services and in what starts them, without its tests. */
export function sources(): Source[] {
  const folders = ['services', 'shared'].flatMap((folder) => readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory() && !['console', 'testkit'].includes(entry.name)).map((entry) => join(root, folder, entry.name, 'src')));
  return [...folders, join(root, 'deploy/local/src/import')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.rs') && !/(^|[\\/_])tests([\\/]|\.rs$)/.test(file)).map((file) => join(folder, file)))
    .map((file) => ({ file: relative(root, file).replaceAll('\\', '/'), text: withoutTests(readFileSync(file, 'utf8')) }));
}

/** Tests stand last in a file. */
function withoutTests(text: string): string {
  const at = text.search(/#\[cfg\(test\)\]\s*(?:pub(?:\(\w+\))? )?mod \w+ \{/);
  return at < 0 ? text : text.slice(0, at);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };
const unescaped = (text: string) =>
  text.replace(/\\(?:\r?\n\s*|u\{([0-9a-f]+)\}|x([0-9a-f]{2})|(.))/gi, (_, code?: string, byte?: string, one?: string) =>
    code ?? byte ? String.fromCodePoint(parseInt(code ?? byte ?? '', 16)) : one === undefined ? '' : (escapes[one] ?? one));

const tokens = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|b?r(#*)"([\s\S]*?)"\1|b?"((?:[^"\\]|\\[\s\S])*)"|'(?:[^'\\]|\\(?:u\{[^}]*\}|x..|.))'|[([{}\])]/g;

export function literalsOf({ text, file }: Source): Literal[] {
  const found: Literal[] = [];
  const stack: string[] = [];
  for (const match of text.matchAll(tokens)) {
    const [token] = match;
    const string = match[2] ?? (match[3] === undefined ? undefined : unescaped(match[3]));
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    const end = match.index + token.length;
    if (string !== undefined) found.push({ text: string, file, within: stack.toReversed().filter(Boolean), before: before.trimEnd(), after: text.slice(end, end + 300) });
    else if ('([{'.includes(token)) stack.push(token === '{' ? '' : (/([\w:.]+!?)(?:::<[^()]*>)?\s*$/.exec(before)?.[1] ?? (before.endsWith('#') ? '#' : '')));
    else if (')]}'.includes(token)) stack.pop();
  }
  return found;
}

