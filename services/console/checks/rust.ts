/* Reads the literals of the services' Rust sources, each with what it stands in. No parser: brackets, strings and comments are enough. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../../..');
export type Literal = {
  readonly text: string;
  readonly file: string;
  /** The calls, macros and attributes around it, the nearest first: `format!`, `FieldError::new`, `error` of `#[error(...)]`. */
  readonly within: readonly string[];
  /** What stands right before it. */
  readonly before: string;
};

/** The folders of the services and of what they share, as far as it runs in them. */
const sources = ['services', 'shared'].flatMap((folder) =>
  readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory() && !['console', 'testkit'].includes(entry.name)).map((entry) => join(root, folder, entry.name, 'src')),
);
const files = () =>
  sources.flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.rs') && !/(^|[\\/_])tests([\\/]|\.rs$)/.test(file)).map((file) => join(folder, file));
    } catch {
      return [];
    }
  });

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '"': '"', "'": "'", '\\': '\\' };
const unescaped = (text: string) =>
  text.replace(/\\(?:\r?\n\s*|u\{([0-9a-f]+)\}|x([0-9a-f]{2})|(.))/gi, (_, code?: string, byte?: string, one?: string) =>
    code ?? byte ? String.fromCodePoint(parseInt(code ?? byte ?? '', 16)) : one === undefined ? '' : (escapes[one] ?? one));

const tokens = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|b?r(#*)"([\s\S]*?)"\1|b?"((?:[^"\\]|\\[\s\S])*)"|'(?:[^'\\]|\\(?:u\{[^}]*\}|x..|.))'|[([{}\])]/g;

/** The text with its tests cut out: what stands after `#[cfg(test)]` up to its closing bracket. */
function withoutTests(text: string): string {
  const at = text.search(/#\[cfg\(test\)\]\s*(?:pub(?:\(\w+\))? )?mod \w+ \{/);
  return at < 0 ? text : text.slice(0, at);
}

function literalsOf(text: string, file: string): Literal[] {
  const found: Literal[] = [];
  const stack: string[] = [];
  for (const match of text.matchAll(tokens)) {
    const [token] = match;
    const string = match[2] ?? (match[3] === undefined ? undefined : unescaped(match[3]));
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    if (string !== undefined) found.push({ text: string, file, within: stack.toReversed().filter(Boolean), before: before.trimEnd() });
    else if ('([{'.includes(token)) stack.push(token === '{' ? '' : (/([\w:.]+!?)(?:::<[^()]*>)?\s*$/.exec(before)?.[1] ?? (before.endsWith('#') ? '#' : '')));
    else if (')]}'.includes(token)) stack.pop();
  }
  return found;
}

export const literals = (): Literal[] =>
  files().flatMap((file) => literalsOf(withoutTests(readFileSync(file, 'utf8')), relative(root, file).replaceAll('\\', '/')));
