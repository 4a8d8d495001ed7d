/* What rules do: which actions fit a trigger, and how a new one begins. */
import type { Action, ActionKind, Trigger } from './data.ts';

/** The actions that can be done about what a trigger concerns. */
export function kindsFor(trigger: Trigger | undefined): ActionKind[] {
  const concerns = (...nouns: string[]) => nouns.some((noun) => trigger?.records.includes(noun));
  return [
    'create_task',
    'notify',
    ...(concerns('lead', 'deal') ? (['assign_owner'] as const) : []),
    ...(concerns('deal') ? (['move_stage'] as const) : []),
    ...(concerns('lead', 'contact') ? (['enrol'] as const) : []),
    'call_webhook',
  ];
}

export function fresh(kind: ActionKind): Action {
  switch (kind) {
    case 'create_task':
      return { kind, title: '', note: null, person: { who: 'record_owner' }, due_in_days: 1, priority: 'normal' };
    case 'notify':
      return { kind, person: { who: 'record_owner' }, text: '' };
    case 'assign_owner':
      return { kind, owner: { who: 'member', member_id: '' } };
    case 'move_stage':
      return { kind, stage_id: '' };
    case 'enrol':
      return { kind, sequence_id: '' };
    case 'call_webhook':
      return { kind, webhook_id: '' };
  }
}

/** Whether an action says all it has to, so that the service can be asked. */
export function complete(action: Action): boolean {
  switch (action.kind) {
    case 'create_task':
      return action.title.trim() !== '' && named(action.person);
    case 'notify':
      return action.text.trim() !== '' && named(action.person);
    case 'assign_owner':
      return named(action.owner);
    case 'move_stage':
      return action.stage_id !== '';
    case 'enrol':
      return action.sequence_id !== '';
    case 'call_webhook':
      return action.webhook_id !== '';
  }
}

const named = (somebody: { readonly who: string; readonly member_id?: string }) => somebody.who !== 'member' || !!somebody.member_id;

/** The first kind of record a trigger concerns gives the example of a text. */
export const exampleOf = (trigger: Trigger | undefined) => `{{${trigger?.fields[0]?.name ?? 'deal.name'}}}`;

/** A text with a word put where the cursor is; what was chosen gives way. */
export function inserted(text: string, from: number, to: number, word: string): { readonly text: string; readonly cursor: number } {
  const [before, after] = [text.slice(0, from), text.slice(to)];
  const gap = before !== '' && !/[\s(![]$/.test(before) ? ' ' : '';
  return { text: `${before}${gap}${word}${after}`, cursor: before.length + gap.length + word.length };
}

/** Where a part of a text lies for the browser, which counts UTF-16 units; the service counts characters. */
export function unitsOf(text: string, at: number, length: number): { readonly from: number; readonly to: number } {
  const chars = [...text];
  const from = chars.slice(0, at).join('').length;
  return { from, to: from + chars.slice(at, at + length).join('').length };
}
