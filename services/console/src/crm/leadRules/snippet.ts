/* What an organisation puts into its web page, so that people can leave their name there. */
import type { LeadForm } from './queries.ts';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const addressOf = (form: Pick<LeadForm, 'form_key'>, origin: string) => `${origin}/api/crm/v1/public/forms/${form.form_key}/submissions`;

type Words = { readonly label: (field: LeadForm['fields'][number] | 'email') => string; readonly send: string };

/** A form of plain HTML. The last field is one no person sees: whoever fills it in is a program. */
export function snippet(form: LeadForm, origin: string, words: Words): string {
  const field = (name: LeadForm['fields'][number] | 'email') => {
    const label = escape(words.label(name));
    if (name === 'message') return `  <label>${label} <textarea name="message"></textarea></label>`;
    const kind = name === 'email' ? ' type="email" required' : name === 'phone' ? ' type="tel"' : name === 'country' ? ' pattern="[A-Z]{2}"' : '';
    return `  <label>${label} <input name="${name}"${kind}></label>`;
  };
  const consent = form.consent_text ? [`  <label><input type="checkbox" name="consent" required> ${escape(form.consent_text)}</label>`] : [];
  return [
    `<form method="post" action="${escape(addressOf(form, origin))}">`,
    ...form.fields.filter((name) => name === 'name').map(field),
    field('email'),
    ...form.fields.filter((name) => name !== 'name').map(field),
    ...consent,
    '  <input name="fax_number" tabindex="-1" autocomplete="off" hidden>',
    `  <button>${escape(words.send)}</button>`,
    '</form>',
  ].join('\n');
}
