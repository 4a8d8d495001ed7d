/* What mails and tasks are about, by name: the service tells ids only. */
import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { subjectOf, type About, type Subject } from '../talk/data.ts';

/** What a record is called; none once nobody knows any more who it was. */
export const nameQuery = ({ kind, id }: Subject) =>
  queryOptions({
    queryKey: ['crm', `${kind}s`, id, 'name'],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }): Promise<string | null> => {
      if (kind === 'account') return (await read(api.GET('/api/crm/v1/accounts/{account_id}', { params: { path: { account_id: id } }, signal }))).name;
      if (kind === 'contact') return (await read(api.GET('/api/crm/v1/contacts/{contact_id}', { params: { path: { contact_id: id } }, signal }))).name;
      if (kind === 'lead') return (await read(api.GET('/api/crm/v1/leads/{lead_id}', { params: { path: { lead_id: id } }, signal }))).name;
      return (await read(api.GET('/api/crm/v1/deals/{deal_id}', { params: { path: { deal_id: id } }, signal }))).name;
    },
  });

const kinds = ['account', 'contact', 'deal', 'lead'] as const;
/** `deal:<id>`: a subject as an address holds it. */
export const writeSubject = ({ kind, id }: Subject) => `${kind}:${id}`;
export function readSubject(text: string | undefined): Subject | undefined {
  const [kind, id] = text?.split(':') ?? [];
  const known = kinds.find((one) => one === kind);
  return known && id && /^[0-9a-f-]{36}$/.test(id) ? { kind: known, id } : undefined;
}

/** What tells most of what something is about comes first: the deal, the lead, the person, then the company. */
export const subjectsOf = (about: readonly About[]): Subject[] => {
  const order = ['deal', 'lead', 'contact', 'account'];
  return about.map(subjectOf).toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
};
