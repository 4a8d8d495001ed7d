/* What the parts of an import are called. */
import { t, tMaybe } from '../../i18n/index.ts';
import type { Tone } from '../../ui/StateBadge.tsx';
import type { Deed, Field, Outcome, Remark, Row, Status } from './data.ts';

export const fieldLabel = (field: Field) => t(`imports.crm.field.${field}`);
export const tones: Readonly<Record<Status, Tone>> = {
  draft: 'neutral', checking: 'info', checked: 'info', running: 'info', stopped: 'warn', done: 'good', undoing: 'info', undone: 'neutral',
};
export const outcomeTones: Readonly<Record<Outcome, Tone>> = { created: 'good', updated: 'good', known: 'neutral', left_out: 'neutral', refused: 'late' };

/** Remarks that say everything without the value. */
const plain = ['shortened', 'unquoted', 'leave_out', 'won_elsewhere', 'too_many_cells', 'unpacked', 'packed', 'unsure'] as const satisfies readonly Remark['code'][];
const isPlain = (code: Remark['code']): code is (typeof plain)[number] => (plain as readonly string[]).includes(code);

/** A remark as a sentence; `say` knows what the rules of the service say, by the name of the problem where a row was refused as a whole. */
export function remarkText({ code, field, detail, problem }: Remark, say: (problem: string, detail: string) => string): string {
  if (code === 'rule') return say(problem ?? '', detail ?? '');
  const text = isPlain(code) ? t(`imports.crm.remark.${code}`) : t(`imports.crm.remark.${code}`, { detail: detail ?? '' });
  return field && code !== 'also_made' ? t('imports.crm.remarkOf', { field: fieldLabel(field), text }) : text;
}

export const recordName = (kind: NonNullable<Row['record']>['kind']) => (kind === 'activity' ? t('imports.crm.activity') : t(`names.crm.${kind}`));
export const whyText = (why: Deed['why']) => (why ? t(`imports.crm.why.${why}`) : '');
export const encodingName = (encoding: string | null | undefined) => (encoding ? tMaybe(`imports.crm.encoding.${encoding}`, encoding) : t('imports.crm.workbook'));

/** Fields whose values stand for something that is here. */
export const mapped: readonly Field[] = ['stage', 'pipeline', 'status', 'owner', 'currency', 'country', 'record_type', 'activity_type'];
export const dates: readonly Field[] = ['received_at', 'opened_on', 'expected_close_on', 'closed_on', 'won_on', 'lost_on', 'next_step_due_on', 'happened_at', 'ends_at'];
export const numbers: readonly Field[] = ['employees', 'annual_revenue', 'value', 'founded_year', 'duration'];
/** Fields that several columns may become. */
export const joined: readonly Field[] = ['name', 'note', 'email', 'phone', 'tags', 'custom'];
