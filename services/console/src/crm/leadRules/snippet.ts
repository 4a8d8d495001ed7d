/* What an organisation puts into its web page, so that people can leave their name there. */
import type { Field } from '../settings/queries.ts';
import type { LeadForm } from './queries.ts';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Hosts as somebody typed them: with spaces or commas between, perhaps as whole addresses. */
export const sitesIn = (typed: string) => [...new Set(typed.split(/[\s,;]+/).map((one) => one.toLowerCase().replace(/^https?:\/\//, '').replace(/[/?#].*$/, '')).filter(Boolean))];

export const addressOf = (form: Pick<LeadForm, 'form_key'>, origin: string) => `${origin}/api/crm/v1/public/forms/${form.form_key}/submissions`;

type Words = { readonly label: (field: LeadForm['fields'][number] | 'email') => string; readonly send: string; readonly yes: string; readonly no: string };
type Own = Pick<Field, 'field_id' | 'name' | 'kind'> & { readonly choices: readonly string[] };

/** An input for an own field of the organisation, named as the service reads it. */
function ownInput({ field_id, name, kind, choices }: Own, required: boolean, words: Words): string {
  const label = escape(name);
  const must = required ? ' required' : '';
  const at = `custom.${field_id}`;
  const option = (value: string, text: string) => `<option value="${escape(value)}">${escape(text)}</option>`;
  const select = (options: readonly string[]) => `  <label>${label} <select name="${at}"${must}><option></option>${options.join('')}</select></label>`;
  if (kind === 'choice') return select(choices.map((one) => option(one, one)));
  if (kind === 'yes_no') return select([option('true', words.yes), option('false', words.no)]);
  if (kind === 'choices')
    return [`  <fieldset><legend>${label}</legend>`, ...choices.map((one) => `    <label><input type="checkbox" name="${at}[]" value="${escape(one)}"> ${escape(one)}</label>`), '  </fieldset>'].join('\n');
  const type = kind === 'number' ? ' type="number" step="any"' : kind === 'date' ? ' type="date"' : kind === 'url' ? ' type="url"' : '';
  return `  <label>${label} <input name="${at}"${type}${must}></label>`;
}

/** What says when the page was opened, where the form asks that: fetched each time the page is shown, since it counts once. Without it, what is sent is still taken, and held as suspected. */
const token = (form: LeadForm, origin: string) => [
  '<script>',
  "  addEventListener('pageshow', function () {",
  `    fetch(${JSON.stringify(`${origin}/api/crm/v1/public/forms/${form.form_key}/token`)})`,
  '      .then(function (answer) { return answer.json(); })',
  `      .then(function (given) { document.querySelectorAll('form[action*="${form.form_key}"] [name=form_token]').forEach(function (field) { field.value = given.form_token; }); });`,
  '  });',
  '</script>',
];

/** A form of plain HTML. The last field is one no person sees: whoever fills it in is a program. */
export function snippet(form: LeadForm, own: readonly Own[], origin: string, words: Words): string {
  const field = (name: LeadForm['fields'][number] | 'email') => {
    const label = escape(words.label(name));
    if (name === 'message') return `  <label>${label} <textarea name="message"></textarea></label>`;
    const kind = name === 'email' ? ' type="email" required' : name === 'phone' ? ' type="tel"' : name === 'country' ? ' pattern="[A-Z]{2}"' : '';
    return `  <label>${label} <input name="${name}"${kind}></label>`;
  };
  const asked = (form.own_fields ?? []).flatMap(({ field_id, required }) => {
    const found = own.find((one) => one.field_id === field_id);
    return found ? [ownInput(found, required ?? false, words)] : [];
  });
  const consent = form.consent_text ? [`  <label><input type="checkbox" name="consent" required> ${escape(form.consent_text)}</label>`] : [];
  return [
    `<form method="post" action="${escape(addressOf(form, origin))}">`,
    ...form.fields.filter((name) => name === 'name').map(field),
    field('email'),
    ...form.fields.filter((name) => name !== 'name').map(field),
    ...asked,
    ...consent,
    '  <input name="fax_number" tabindex="-1" autocomplete="off" hidden>',
    ...(form.needs_token ? ['  <input name="form_token" type="hidden">'] : []),
    `  <button>${escape(words.send)}</button>`,
    '</form>',
    ...(form.needs_token ? token(form, origin) : []),
  ].join('\n');
}
