/* Steps of a sequence while they are written. */
import type { Step } from './data.ts';

export type Content = Step['content'];
export type Kind = Content['kind'];
export const kinds = ['mail', 'wait', 'task', 'condition'] as const satisfies readonly Kind[];
export const tests = ['open_deal', 'lead_status', 'lead_score', 'country'] as const;
export type Test = Extract<Content, { kind: 'condition' }>['test'];

/** A step as it begins. A mail after another one continues it, as people do who remind. */
export function fresh(kind: Kind, before: readonly Content[]): Content {
  switch (kind) {
    case 'mail':
      return { kind, subject: '', body: '', continues: before.some((one) => one.kind === 'mail') };
    case 'task':
      return { kind, title: '', note: null, due_in_days: 0 };
    case 'wait':
      return { kind, days: 3, hours: 0 };
    case 'condition':
      return { kind, test: { test: 'open_deal' }, otherwise_skip: null };
  }
}

export function freshTest(test: Test['test']): Test {
  switch (test) {
    case 'lead_status':
      return { test, status: 'working' };
    case 'lead_score':
      return { test, at_least: 10 };
    case 'country':
      return { test, country: 'HU' };
    case 'open_deal':
      return { test };
  }
}

/** The list with one of it a place up or down. */
export function moved<T>(all: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const [one, other] = [all[from], all[to]];
  return one === undefined || other === undefined ? [...all] : all.map((each, at) => (at === from ? other : at === to ? one : each));
}

/** A whole number that was typed; 0 when it is none. */
export const readNumber = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : 0);
