/*
 * What a service refuses at a field, in the person's language. Loaded when there is something to say and never before
 * (`api/details.ts`), since the pages have no room for it.
 */
import { date, money, number } from '../format.ts';
import { language } from '../index.ts';
import { billing } from './billing.ts';
import { codes } from './codes.ts';
import { crmDeals } from './crmDeals.ts';
import { crmLeads } from './crmLeads.ts';
import { crmMail } from './crmMail.ts';
import { crmRecords } from './crmRecords.ts';
import { crmRules } from './crmRules.ts';
import { expenses } from './expenses.ts';
import { companyFiles } from './files.ts';
import { gateway } from './gateway.ts';
import { kernel, library } from './kernel.ts';
import { english, labels } from './labels.ts';
import { later } from './later.ts';
import { asSentence, filled, finder, type Said, type Sentences } from './match.ts';
import { projects } from './projects.ts';
import { reporting } from './reporting.ts';
import { words } from './words.ts';

export const files: readonly Sentences[] = [kernel, billing, crmDeals, crmLeads, crmMail, crmRecords, crmRules, expenses, companyFiles, gateway, later, projects, reporting];
const find = finder<Said & { readonly key: string }>(
  Object.fromEntries([...files, library].flatMap((file) => Object.entries(file).map(([key, said]) => [key, { ...said, key }] as const))),
);

/** The sentence of a service as a person reads it; one that nobody knows stays what it is. */
export function saidOf(detail: string): string {
  // Where a whole refusal is told as a sentence, its name stands before the place and what is wrong there.
  const refused = /^invalid-field: ([\s\S]+)$/.exec(detail)?.[1];
  if (refused !== undefined) return saidOf(refused);
  const found = find(detail);
  if (!found) {
    // Where only a text is kept, the place stands before what is wrong with it.
    const [, place = '', wrong] = /^\/?([a-z_]+(?:\/[\w-]+)*): ([\s\S]+)$/.exec(detail) ?? [];
    return wrong !== undefined && find(wrong) ? `${labelOf(place) ?? place}: ${saidOf(wrong)}` : asSentence(detail);
  }
  const { hu, en, key } = found.of;
  // A Hungarian day ends with a full stop of its own.
  if (language() === 'hu') return filled(hu, found.holes, shown).replace(/(\d\.)\.(?!\.)/g, '$1');
  return en === undefined ? asSentence(filled(key, found.holes, shown)) : filled(en, found.holes, shown);
}

/** What stood in a hole: a day, a number or an amount as the language writes it, a word of ours, a sentence within a sentence. */
function shown(value: string, as: string): string {
  if (as === 'word') {
    const word = words[value];
    return word ? (language() === 'hu' ? word.hu : (word.en ?? value)) : value;
  }
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return date(value);
  if (/^-?\d{1,15}(\.\d+)?$/.test(value)) return number(value, 10);
  const amount = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value);
  if (amount) return money({ amount: amount[1] ?? '', currency: amount[2] ?? '' }, 'code');
  const quoted = /^"(.*)"$/.exec(value)?.[1];
  if (quoted !== undefined) return language() === 'hu' ? `„${quoted}”` : `“${quoted}”`;
  return value.includes(' ') && find(value) ? saidOf(value) : value;
}

/** The sentence for a problem whose name no page has a text for. */
export function problemOf(code: string, detail: string): string {
  const known = codes[code];
  if (!known || find(detail)) return saidOf(detail);
  return language() === 'hu' ? known.hu : (known.en ?? asSentence(detail));
}

/**
 * A refusal that was kept as one line: its sentence, and behind it each field with what is wrong there. A field that is the whole of it
 * stands there twice.
 */
export function toldOf(code: string, told: string, whole: (code: string, detail: string) => string = problemOf): string {
  const parts = [...new Set(told.split(/(?:^| )(?=\/[a-z_]+(?:\/[\w-]+)*: )/))].filter(Boolean);
  const fields = parts.filter((one) => one.startsWith('/'));
  const said = parts.find((one) => !one.startsWith('/'));
  return [...(said !== undefined || fields.length === 0 ? [whole(code, said ?? told)] : []), ...fields.map(saidOf)].join(' ');
}

/** `/lines/0/unit_price` as "Lines › 1 › Unit price"; nothing where a name is not known. */
export function labelOf(pointer: string): string | undefined {
  const parts = pointer.split('/').filter(Boolean);
  // Behind `custom` stands the id of a field, whose name is in the sentence.
  const ids = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
  const named = parts.filter((part) => !ids.test(part)).map((part) => (/^\d+$/.test(part) ? placeOf(Number(part) + 1) : nameOf(part)));
  return named.length > 0 && named.every((name) => name !== undefined) ? named.join(' › ') : undefined;
}

const placeOf = (place: number) => (language() === 'hu' ? `${place}.` : String(place));
function nameOf(part: string): string | undefined {
  const hungarian = labels[part];
  if (hungarian === undefined || language() === 'hu') return hungarian;
  if (english[part]) return english[part];
  const name = part.replace(/_ids?$/, '').replace(/_csv$/, ' file').replaceAll('_', ' ');
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}
