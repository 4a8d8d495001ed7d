/* What stands on a timeline, as a line in the person's language. */
import { date, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Entry } from './data.ts';

type What = Entry['what'];
export type Told = { readonly line: string; readonly more?: readonly string[]; readonly text?: string; readonly link?: readonly [kind: string, id: string] };
type Names = (id: string | null | undefined) => string;

export function tell(what: What, name: Names, clock: (at: string) => string): Told {
  switch (what.event) {
    case 'activity':
      return activity(what, name, clock);
    case 'deal_opened':
      return { line: t('talk.event.deal_opened', { stage: what.stage, name: what.name, value: money(what.value) }), link: ['deal', what.deal_id] };
    case 'deal_moved':
      return { line: t('talk.event.deal_moved', { name: what.name, from: what.from, to: what.to }), link: ['deal', what.deal_id] };
    case 'deal_won':
      return { line: t(what.elsewhere ? 'talk.event.deal_won.elsewhere' : 'talk.event.deal_won', { name: what.name, value: money(what.value) }), link: ['deal', what.deal_id] };
    case 'deal_lost':
      return { line: t('talk.event.deal_lost', { name: what.name }), text: what.reason, link: ['deal', what.deal_id] };
    case 'deal_reopened':
      return { line: t('talk.event.deal_reopened', { name: what.name }), text: what.reason, link: ['deal', what.deal_id] };
    case 'lead_came':
      return {
        line: t(what.touch_no > 1 ? 'talk.event.lead_back' : `talk.event.lead_came.${what.channel}`, { name: what.name }),
        more: [what.source, what.campaign].filter((one) => typeof one === 'string'),
        link: ['lead', what.lead_id],
        ...(what.message ? { text: what.message } : {}),
      };
    case 'lead_moved':
      return { line: t(`talk.event.lead.${what.to}`, { name: what.name }), link: ['lead', what.lead_id], ...(what.reason ? { text: what.reason } : {}) };
    case 'owner_changed':
      return { line: what.to_id ? t('talk.event.owner_changed', { name: what.name, to: name(what.to_id) }) : t('talk.event.owner_gone', { name: what.name }) };
    case 'follow_up_done':
      return { line: t('talk.event.follow_up_done', { title: what.title }) };
    case 'file_added':
      return { line: t('talk.event.file_added', { name: what.name }) };
    case 'quote':
      return {
        line: t(`talk.event.quote.${what.step}`, { number: what.number, gross: money(what.gross) }),
        link: ['deal', what.deal_id],
        ...(what.name ? { more: [what.name] } : {}),
        ...(what.reason ? { text: what.reason } : {}),
      };
    case 'project':
      return { line: t(`talk.event.project.${what.step}`, { name: what.name }), link: ['project', what.project_id], ...(what.reason ? { text: what.reason } : {}) };
    case 'milestone':
      return { line: t(what.completed ? 'talk.event.milestone.done' : 'talk.event.milestone.undone', { name: what.name }), link: ['project', what.project_id] };
    case 'budget_created':
      return { line: t('talk.event.budget_created', { name: what.name }) };
    case 'schedule_created':
      return { line: t('talk.event.schedule_created', { total: money(what.total), name: what.name }) };
    case 'invoice_issued':
      return { line: t('talk.event.invoice_issued', { number: what.number ?? '–', gross: money(what.gross), due: what.due_on ? date(what.due_on) : '–' }), link: ['invoice', what.invoice_id] };
    case 'invoice_overdue':
      return { line: t('talk.event.invoice_overdue', { number: what.number ?? '–', open: money(what.open), due: what.due_on ? date(what.due_on) : '–' }), link: ['invoice', what.invoice_id] };
    case 'invoice_paid':
      return { line: t('talk.event.invoice_paid', { number: what.number ?? '–', gross: money(what.gross) }), link: ['invoice', what.invoice_id] };
    case 'payment_received':
      return { line: t('talk.event.payment_received', { amount: money(what.amount) }), link: ['payment', what.payment_id] };
  }
}

function activity(what: Extract<What, { event: 'activity' }>, name: Names, clock: (at: string) => string): Told {
  const { content, mentions } = what;
  if (!content) return { line: t('talk.told.removed') };
  const tells = mentions.length > 0 ? [t('talk.told.tells', { names: mentions.map(name).join(', ') })] : [];
  const text = 'text' in content && content.text ? { text: content.text } : {};
  switch (content.kind) {
    case 'note':
      return { line: t('talk.told.note'), more: tells, ...text };
    case 'call': {
      const minutes = content.duration_minutes ? [t('talk.told.minutes', { count: content.duration_minutes })] : [];
      return { line: t(`talk.told.call.${content.direction}`), more: [t(`talk.outcome.${content.outcome}`), ...minutes, ...tells], ...text };
    }
    case 'meeting': {
      const span = content.ends_at ? [t('talk.told.from', { from: clock(what.happened_at), to: clock(content.ends_at) })] : [];
      const place = content.place ? [content.place] : [];
      const people = content.members.length > 0 ? [t('talk.told.with', { names: content.members.map(name).join(', ') })] : [];
      return { line: t('talk.told.meeting', { title: content.title }), more: [...span, ...place, ...people, ...tells], ...text };
    }
    case 'email':
      return { line: t(`talk.told.email.${content.direction}`, { subject: content.subject }), more: tells, ...text };
    case 'hand_over':
      return {
        line: t('talk.told.hand_over', { to: name(content.to_id) }),
        more: tells,
        text: [content.promised && t('talk.told.promised', { text: content.promised }), content.open && t('talk.told.open', { text: content.open })].filter(Boolean).join('\n'),
      };
  }
}
