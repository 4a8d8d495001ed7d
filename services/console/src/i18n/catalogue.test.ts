import { describe, expect, test } from 'vitest';
import { en } from './en/index.ts';
import { hu } from './hu/index.ts';
import { fill, paramsOf } from './text.ts';

/* Words that are the same in both languages. */
const same = new Set(['common.form.understood', 'common.actor.system:crm', 'shell.service.crm', 'reporting.before', 'forecast.rateUsed', 'forecast.chances.said', 'leads.field.utm_source', 'leads.field.utm_medium', 'leads.field.utm_campaign', 'imports.crm.format.hubspot', 'imports.crm.format.pipedrive', 'imports.crm.format.salesforce', 'imports.crm.format.odoo', 'imports.crm.mark.point', 'imports.crm.mark.comma', 'imports.crm.remarkOf']);

const flat = (catalogue: Record<string, Record<string, string>>) =>
  Object.entries(catalogue).flatMap(([domain, texts]) => Object.entries(texts).map(([key, text]) => [`${domain}.${key}`, text] as const));
const hungarian = new Map(flat(hu));

describe.each(flat(en))('%s', (key, english) => {
  const other = hungarian.get(key) ?? '';
  test('is translated', () => {
    expect(['', ...(same.has(key) ? [] : [english])]).not.toContain(other);
  });
  test('asks for the same parameters in Hungarian', () => expect(paramsOf(other)).toEqual(paramsOf(english)));
});

test('a number chooses its form', () => {
  expect(fill('{count|# deal|# deals}', { count: 1 }, 'en-GB')).toBe('1 deal');
  expect(fill('{count|# deal|# deals} of {name}', { count: 1200, name: 'Anna' }, 'en-GB')).toBe('1,200 deals of Anna');
  expect(fill('{count|# ügylet|# ügylet}', { count: 3 }, 'hu-HU')).toBe('3 ügylet');
});
