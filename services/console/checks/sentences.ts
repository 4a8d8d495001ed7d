/* Which of the services' literals a person may read at a field, and with which problems they answer. */
import type { Literal } from './rust.ts';

/** What they stand in where nobody reads them at a field: queries, the log, the program's help, names of jobs and of things not found. */
const elsewhere = [
  /^(?:query\w*|.*sqlx::\w+|find\w*|page|select|shown|places)!$/, /^sqlx::|^create_role$|^run$/,
  /^(?:tracing::|anyhow::)|^(?:info|warn|error|debug|trace|panic|unreachable|(?:debug_)?assert\w*|\w*span|eprintln)!$/,
  /\.(?:expect|help|context|with_context|every\w*|in_steps|sign|set_num_format|strip_\w+|starts_with|ends_with|contains|comment|new_error)$/,
  /^(?:expect|schemars|serde|doc|cfg|arg|command|clap|help)$/, /^(?:wire_string|concat|include_\w+)!$|^wire::from_text$|^formatter\.write_str$/,
  /^\w*Problem::(?:internal|not_found|unavailable)$/, /^(?:Routes|Stance|Job|HeaderValue|DatabaseError|DocumentError|Outcome)::/, /::derived$/, /^(?:supervised|failed|drift|invalid|tell_author)$/,
];
/** Files in which nothing is said at a field: what is drawn on paper, said by mail servers, written to the log, or a list of words. */
export const silent = new RegExp(
  '^(?:services/(?:\\w+/src/exports/|billing/src/papers/|reporting/src/(?:ledger/(?:model|stance)|wording/)|' +
    'crm/src/(?:automations/fields\\.rs|erasures/sweep|imports/(?:countries|report|apply/words|file/(?:formats|headings))|lead_forms/(?:pages|token)|mails/(?:automatic|imap|outgoing|reach|smtp|wire)\\.rs|quotes/document|recipients/|suppressions/open|suspected/model)|' +
    'gateway/src/(?:console|docs|live|proxy|signing)/|gateway/src/(?:forwarded|program)\\.rs)|' +
    'shared/(?:contracts|documents)/|shared/exports/src/(?:checks|sheet|table)|shared/platform/src/(?:auth|bus|config|consumer|db|files|jobs|link|program|relay|service|tx))',
);
const isSql = (text: string) => /\$\d|\bcollate\b|order by|^select |^with |_key\(|\bfrom \w+ \w\b|^when |_id desc| x$/.test(text);
const words = (text: string) => text.replace(/\{[^{}]*\}/g, '').match(/[A-Za-z']{2,}/g) ?? [];
/** How the services say what is wrong with a field: a small letter or a value in front, and two words at least. */
const isDetail = (text: string) => /^[a-z{].* /.test(text) && words(text).length >= 2 && !isSql(text);
/** What begins with a capital is said of the whole request, unless it goes to a field right after; what conditions and calls of webhooks say is told apart by its file. */
const isToldAtField = ({ text, file, before, after }: Literal) =>
  /^[A-Z].* /.test(text) && (/\/automations\/condition\/|\/webhooks\/send\.rs$/.test(file) || (/let (?:detail|sentence) =$/.test(before) && /FieldError::new\([^;]*\b(?:detail|sentence)\b/.test(after)));

/** What a detail is made from, and the problem-level sentences of whom it cannot be told; each once. */
export function sentencesOf(all: readonly Literal[]): ReadonlyMap<string, Literal> {
  const said = all.filter((one) => (isDetail(one.text) || isToldAtField(one)) && !silent.test(one.file) && !one.within.some((name) => elsewhere.some((not) => not.test(name))));
  return new Map(said.map((one) => [one.text, one]));
}

/** The codes of `Problem::new(Kind::X, "code", ...)`, of `fn code`, and of constants that are given in their place. */
export function codesOf(sources: readonly { readonly file: string; readonly text: string }[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const constants = new Map(sources.flatMap(({ text }) => [...text.matchAll(/const (\w+): &str = "([a-z][a-z0-9-]+)";/g)].map((match) => [match[1] ?? '', match[2] ?? ''] as const)));
  for (const { file, text } of sources) {
    for (const match of text.matchAll(/Kind::\w+,\s*(?:"([a-z][a-z0-9-]+)"|(?:\w+::)*([A-Z_]{3,}))/g)) {
      const code = match[1] ?? constants.get(match[2] ?? '');
      if (code) found.set(code, file);
    }
    for (const match of text.matchAll(/\b(?:refused|unauthenticated)\(\s*"([a-z][a-z-]+)"/g)) found.set(match[1] ?? '', file);
    for (const match of text.matchAll(/fn code\(&self\) -> &'static str \{([\s\S]*?)\n {4}\}/g)) for (const code of (match[1] ?? '').matchAll(/"([a-z][a-z0-9-]+)"/g)) found.set(code[1] ?? '', file);
  }
  return found;
}
