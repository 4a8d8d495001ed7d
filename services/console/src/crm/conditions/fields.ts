/* How the fields of a trigger are asked about: what the service calls a text may be a day, an id, or one of a few words. */
import type { Field as Own } from '../settings/queries.ts';
import type { Field, Trigger } from '../automations/data.ts';
import { quote } from './cel.ts';
import type { FieldOf, Nature } from './model.ts';

/** Where the values of a field come from that can be chosen. */
export type Source = 'members' | 'memberIds' | 'stages' | 'stageIds' | 'pipelines' | 'reasons' | 'sequences' | 'forms' | 'tags' | 'countries' | 'currencies' | 'own' | keyof typeof words;
export type Known = FieldOf & {
  /** What it is a field of: `deal` of `deal.value`. */
  readonly thing: string;
  /** What it is called there: `value`. Of an own field, its name. */
  readonly part: string;
  readonly own: boolean;
  readonly source?: Source;
  /** Of an own field: what can be chosen. */
  readonly choices?: readonly string[];
};

/** Words the service writes where one of a few stands. */
export const words = {
  deal: ['open', 'won', 'lost'],
  lead: ['new', 'working', 'nurture', 'converted', 'disqualified'],
  channel: ['form', 'api', 'manual', 'import'],
  mail: ['message', 'auto_reply', 'bounce'],
  activity: ['note', 'call', 'meeting', 'email', 'hand_over'],
  direction: ['incoming', 'outgoing'],
  call: ['reached', 'no_answer', 'left_message', 'wrong_number'],
  lapse: ['no_next_step', 'next_step_overdue', 'stale_in_stage', 'no_activity', 'close_date_passed', 'no_owner', 'response_overdue', 'nurture_over', 'follow_up_overdue'],
  priority: ['low', 'normal', 'high'],
  exit: ['replied', 'meeting', 'bounced', 'unsubscribed', 'deal_won', 'deal_lost', 'lead_converted', 'lead_disqualified', 'gone', 'no_consent', 'condition', 'removed', 'sequence_archived', 'failed'],
  project: ['active', 'on_hold', 'cancelled', 'completed'],
  invoice: ['issued', 'paid'],
  by: ['member', 'api_key', 'automation', 'system'],
} as const;

const sources: Readonly<Record<string, Source>> = {
  'deal.status': 'deal', 'lead.status': 'lead', 'lead.channel': 'channel', 'mail.kind': 'mail', 'activity.kind': 'activity', 'activity.direction': 'direction',
  'activity.outcome': 'call', 'lapse.reason': 'lapse', 'follow_up.priority': 'priority', 'enrolment.exit_reason': 'exit', 'project.status': 'project',
  'invoice.status': 'invoice', 'event.by': 'by', 'event.by_id': 'memberIds', 'event.from_stage': 'stages', 'event.loss_reason': 'reasons',
  'activity.author': 'members', 'enrolment.sequence_id': 'sequences', 'lead.form_id': 'forms',
};
/** By what a field is called, whatever it is a field of. */
const sourcesOfParts: Readonly<Record<string, Source>> = {
  owner: 'members', owner_id: 'memberIds', stage: 'stages', stage_id: 'stageIds', pipeline: 'pipelines', tags: 'tags', country: 'countries',
  currency: 'currencies', estimated_currency: 'currencies', annual_revenue_currency: 'currencies',
};
/** Amounts, and where their currency stands. */
const amounts: Readonly<Record<string, string>> = {
  'deal.value': 'deal.currency', 'lead.estimated_value': 'lead.estimated_currency', 'account.annual_revenue': 'account.annual_revenue_currency',
  'quote.net': 'quote.currency', 'quote.gross': 'quote.currency', 'project.budget_amount': 'project.currency', 'milestone.amount': 'project.currency',
  'invoice.net': 'invoice.currency', 'invoice.gross': 'invoice.currency', 'invoice.paid': 'invoice.currency', 'invoice.open': 'invoice.currency',
  'payment.amount': 'payment.currency', 'payment.unapplied': 'payment.currency',
};
const ofKind: Readonly<Record<Field['kind'], Nature>> = { text: 'text', whole: 'number', number: 'number', yes_no: 'yes_no', texts: 'list' };
const ofOwn: Readonly<Record<Own['kind'], Nature>> = { text: 'text', url: 'text', number: 'number', date: 'day', choice: 'choice', choices: 'list', yes_no: 'yes_no' };

/** The fields of a trigger by the names conditions give them, in the order in which the service tells them. */
export function knownFields(trigger: Trigger, own: readonly Own[]): ReadonlyMap<string, Known> {
  // The service may tell a field twice.
  return new Map(trigger.fields.map((field) => known(trigger, field, own)).map((field) => [field.name, field]));
}

function known(trigger: Trigger, { name, kind, custom, meaning }: Field, own: readonly Own[]): Known {
  const dot = name.indexOf('.');
  const [thing, part] = [name.slice(0, dot), name.slice(dot + 1)];
  if (custom) {
    const field = own.find((one) => one.record === thing && one.name === meaning && !one.archived);
    const nature = field ? ofOwn[field.kind] : ofKind[kind];
    const chosen = field && (nature === 'choice' || nature === 'list');
    return { name: `${thing}.custom[${quote(meaning)}]`, nature, thing, part: meaning, own: true, ...(chosen && { source: 'own' as const, choices: field.choices }) };
  }
  const source = name === 'event.was' ? (trigger.name === 'lead_assigned' ? 'members' : 'lead') : (sources[name] ?? sourcesOfParts[part]);
  const currency = amounts[name];
  const amount = currency !== undefined && trigger.fields.some((field) => field.name === currency);
  return { name, nature: amount ? 'money' : natureOf(part, kind, source), thing, part, own: false, ...(amount && { currency }), ...(source && { source }) };
}

function natureOf(part: string, kind: Field['kind'], source: Source | undefined): Nature {
  if (kind !== 'text') return ofKind[kind];
  if (source) return 'choice';
  if (part === 'on' || /_(on|until)$/.test(part)) return 'day';
  return part.endsWith('_at') ? 'instant' : 'text';
}
