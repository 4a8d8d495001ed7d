/* Which of the services' literals a person may read at a field, and which problems they answer with. */
import { literals, type Literal } from './rust.ts';

/** What runs in them says nothing to who fills in a form: queries, the log, the program's own help, names of jobs and of things not found. */
const elsewhere = /^(?:query\w*!|.*sqlx::\w+!?|tracing::.*|(?:info|warn|error|debug|trace|panic|unreachable|(?:debug_)?assert\w*|\w*span|eprintln|anyhow::\w+|find\w*|shown|places|include_\w+)!|.*\.(?:expect|help|context|with_context|every\w*|in_steps|sign|set_num_format|strip_\w+|starts_with|ends_with|contains|comment|not_null)|(?:Problem|Self|FileProblem)::(?:internal|not_found|unavailable)|(?:Routes|Stance|Job)::\w+|RuleId::derived|HeaderValue::\w+|supervised|schemars|serde|doc|cfg|arg|command|clap|help|failed|drift|invalid|.*function_error|helper\.new_error|DatabaseError::\w+|DocumentError::\w+|Verdict::\w+|Outcome::\w+|message\.contains|create_role|run)$/;
/** Files in which nothing is said at a field: what is drawn on paper, said by mail servers, written to the log, or a list of words. */
const silent = [
  'services/billing/src/papers/', 'services/crm/src/automations/fields.rs', 'services/crm/src/automations/loops.rs', 'services/crm/src/exports/', 'services/crm/src/imports/countries.rs', 'services/crm/src/imports/file/formats.rs', 'services/crm/src/imports/file/headings.rs', 'services/crm/src/imports/report.rs',
  'services/crm/src/lead_forms/pages.rs', 'services/crm/src/mails/automatic.rs', 'services/crm/src/mails/imap.rs', 'services/crm/src/mails/outgoing.rs', 'services/crm/src/mails/reach.rs', 'services/crm/src/mails/smtp.rs', 'services/crm/src/mails/wire.rs', 'services/crm/src/quotes/document', 'services/crm/src/recipients/', 'services/crm/src/suspected/model.rs', 'services/crm/src/webhooks/send.rs', 'services/crm/src/erasures/sweep.rs',
  'services/gateway/src/forwarded.rs', 'services/gateway/src/live/', 'services/gateway/src/program.rs', 'services/gateway/src/console/', 'services/gateway/src/docs/', 'services/gateway/src/proxy/', 'services/gateway/src/signing/', 'services/reporting/src/ledger/model.rs', 'services/reporting/src/ledger/stance.rs', 'services/reporting/src/wording/',
  'shared/contracts/', 'shared/documents/', 'shared/exports/', 'shared/platform/src/auth.rs', 'shared/platform/src/bus.rs', 'shared/platform/src/config.rs', 'shared/platform/src/consumer/', 'shared/platform/src/db.rs', 'shared/platform/src/files', 'shared/platform/src/program.rs', 'shared/platform/src/service', 'shared/platform/src/tx.rs', 'shared/platform/src/relay/', 'shared/platform/src/link.rs', 'shared/platform/src/jobs.rs',
];
const isSql = (text: string) => /\$\d|\bcollate\b|order by|^select |^with |_key\(|\bfrom \w+ \w\b|^when |_id desc| x$/.test(text);
/** Two words at least, and a small letter or a value in front: how the services say what is wrong with a field. */
const isSentence = (text: string) => /^[a-z{].* /.test(text) && (text.replace(/\{[^{}]*\}/g, '').match(/[A-Za-z']{2,}/g) ?? []).length >= 2 && !isSql(text);

const all = literals();
export const sentences: readonly Literal[] = all.filter(
  ({ text, file, within }) => isSentence(text) && !silent.some((one) => file.startsWith(one)) && !within.some((one) => elsewhere.test(one)),
);
