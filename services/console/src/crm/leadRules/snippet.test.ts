import { expect, test } from 'vitest';
import { sitesIn, snippet } from './snippet.ts';
import type { LeadForm } from './queries.ts';

const form = { form_key: 'KEY', fields: ['message', 'name'], consent_text: 'I agree <b>"fully"</b>', active: true } as unknown as LeadForm;

const words = { label: (field: string) => field.toUpperCase(), send: 'Send & go', yes: 'Yes', no: 'No' };

test('a form asks for what was chosen, the name first, and escapes what people wrote', () => {
  const html = snippet(form, [], 'https://crm.example', words);
  expect(html).toContain('action="https://crm.example/api/crm/v1/public/forms/KEY/submissions"');
  expect(html.indexOf('name="name"')).toBeLessThan(html.indexOf('name="email"'));
  expect(html.indexOf('name="email"')).toBeLessThan(html.indexOf('name="message"'));
  expect(html).toContain('I agree &lt;b&gt;&quot;fully&quot;&lt;/b&gt;');
  expect(html).toContain('Send &amp; go');
  expect(html).not.toContain('name="phone"');
});

test('own fields are asked for by inputs of their kind, named as the service reads them', () => {
  const own = [
    { field_id: 'f1', name: 'Budget', kind: 'number', choices: [] },
    { field_id: 'f2', name: 'Needs', kind: 'choices', choices: ['A & B', 'C'] },
    { field_id: 'f3', name: 'Size', kind: 'choice', choices: ['S'] },
    { field_id: 'f4', name: 'Not asked for', kind: 'text', choices: [] },
  ] as const;
  const asked = { ...form, own_fields: [{ field_id: 'f1', required: true }, { field_id: 'f2' }, { field_id: 'f3' }, { field_id: 'gone' }] } as unknown as LeadForm;
  const html = snippet(asked, own, 'https://crm.example', words);
  expect(html).toContain('<input name="custom.f1" type="number" step="any" required>');
  expect(html).toContain('<input type="checkbox" name="custom.f2[]" value="A &amp; B"> A &amp; B');
  expect(html).toContain('<select name="custom.f3"><option></option><option value="S">S</option></select>');
  expect(html).not.toContain('Not asked for');
  expect(html).not.toContain('gone');
});

test('a form that asks when its page was opened fetches that each time the page is shown', () => {
  expect(snippet(form, [], 'https://crm.example', words)).not.toContain('form_token');
  const html = snippet({ ...form, needs_token: true }, [], 'https://crm.example', words);
  expect(html).toContain('<input name="form_token" type="hidden">');
  expect(html).toContain('fetch("https://crm.example/api/crm/v1/public/forms/KEY/token")');
  expect(html.indexOf('</form>')).toBeLessThan(html.indexOf('<script>'));
});

test('sites are hosts, however somebody types them', () => {
  expect(sitesIn(' https://www.Acme.hu/contact?x=1, acme.hu;  acme.hu ')).toEqual(['www.acme.hu', 'acme.hu']);
  expect(sitesIn(' ')).toEqual([]);
});
