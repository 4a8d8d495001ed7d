import { expect, test } from 'vitest';
import { snippet } from './snippet.ts';
import type { LeadForm } from './queries.ts';

const form = { form_key: 'KEY', fields: ['message', 'name'], consent_text: 'I agree <b>"fully"</b>', active: true } as unknown as LeadForm;

test('a form asks for what was chosen, the name first, and escapes what people wrote', () => {
  const html = snippet(form, 'https://crm.example', { label: (field) => field.toUpperCase(), send: 'Send & go' });
  expect(html).toContain('action="https://crm.example/api/crm/v1/public/forms/KEY/submissions"');
  expect(html.indexOf('name="name"')).toBeLessThan(html.indexOf('name="email"'));
  expect(html.indexOf('name="email"')).toBeLessThan(html.indexOf('name="message"'));
  expect(html).toContain('I agree &lt;b&gt;&quot;fully&quot;&lt;/b&gt;');
  expect(html).toContain('Send &amp; go');
  expect(html).not.toContain('name="phone"');
});
