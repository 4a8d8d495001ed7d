/* Privacy: consents, exports and erasures of persons, and how long people are kept. Only its own parts ask for these. */
import { queryOptions } from '@tanstack/react-query';
import { api, newKey, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';
import type { consentOrders, erasureOrders, holdOrders, OrderOf, personExportOrders } from '../parts/orders.ts';

export type Consent = Schema<'ConsentView'>;
export type Basis = Consent['basis'];
export type Preview = Schema<'ErasurePreview'>;
export type Erasure = Schema<'ErasureView'>;
export type PersonExport = Schema<'PersonExportView'>;
export type Rules = Schema<'RetentionRulesView'>;
export type Candidate = Schema<'RetentionCandidate'>;
export type Hold = Schema<'HoldView'>;
/** A contact or a lead: somebody with rights. */
export type Person = { readonly kind: 'contact' | 'lead'; readonly id: string; readonly name: string };

const contact = (id: string) => ({ path: { contact_id: id } });
const lead = (id: string) => ({ path: { lead_id: id } });

export const consentsQuery = ({ kind, id }: Pick<Person, 'kind' | 'id'>) =>
  queryOptions({
    queryKey: ['crm', 'consents', id],
    queryFn: async ({ signal }) =>
      (kind === 'contact'
        ? await read(api.GET('/api/crm/v1/contacts/{contact_id}/consents', { params: contact(id), signal }))
        : await read(api.GET('/api/crm/v1/leads/{lead_id}/consents', { params: lead(id), signal }))
      ).items,
  });
/** Which of what everybody agreed to. */
export type ConsentFilters = { readonly purpose?: string | undefined; readonly basis?: Basis | undefined; readonly stands?: boolean | undefined; readonly from?: string | undefined; readonly to?: string | undefined; readonly sort?: OrderOf<typeof consentOrders> };
export const allConsentsQuery = (query: ConsentFilters) =>
  listQuery(['crm', 'consents', 'list', query] as const, (cursor, signal) => read(api.GET('/api/crm/v1/consents', { params: { query: { ...query, cursor, limit: 20 } }, signal })));
export const giveConsent = ({ kind, id }: Person, body: Schema<'GiveConsent'>, key: string) =>
  kind === 'contact'
    ? read(api.POST('/api/crm/v1/contacts/{contact_id}/consents', { params: { ...contact(id), ...writing(key) }, body }))
    : read(api.POST('/api/crm/v1/leads/{lead_id}/consents', { params: { ...lead(id), ...writing(key) }, body }));
export const withdrawConsent = (id: string, how: string | null, key: string) =>
  read(api.POST('/api/crm/v1/consents/{consent_id}/withdraw', { params: { path: { consent_id: id }, ...writing(key) }, body: { how } }));

export const previewOf = ({ kind, id }: Person, sameAddress: boolean) =>
  queryOptions({
    queryKey: ['crm', 'erasures', 'preview', id, sameAddress],
    // What would go is asked anew each time somebody is about to do it.
    staleTime: 0,
    queryFn: ({ signal }) => {
      const query = { same_address: sameAddress };
      return kind === 'contact'
        ? read(api.GET('/api/crm/v1/contacts/{contact_id}/erasure-preview', { params: { ...contact(id), query }, signal }))
        : read(api.GET('/api/crm/v1/leads/{lead_id}/erasure-preview', { params: { ...lead(id), query }, signal }));
    },
  });
export const erase = ({ kind, id }: Person, body: Schema<'ErasePerson'>, key: string) =>
  kind === 'contact'
    ? read(api.POST('/api/crm/v1/contacts/{contact_id}/erase', { params: { ...contact(id), ...writing(key) }, body }))
    : read(api.POST('/api/crm/v1/leads/{lead_id}/erase', { params: { ...lead(id), ...writing(key) }, body }));
export const exportPerson = ({ kind, id }: Person, body: Schema<'ExportPerson'>, key: string) =>
  kind === 'contact'
    ? read(api.POST('/api/crm/v1/contacts/{contact_id}/person-exports', { params: { ...contact(id), ...writing(key) }, body }))
    : read(api.POST('/api/crm/v1/leads/{lead_id}/person-exports', { params: { ...lead(id), ...writing(key) }, body }));
export const archiveAddress = (id: string) => `/api/crm/v1/person-exports/${id}/archive`;

export const erasuresQuery = (sort: OrderOf<typeof erasureOrders>) =>
  listQuery(['crm', 'erasures', 'list', sort] as const, (cursor, signal) => read(api.GET('/api/crm/v1/erasures', { params: { query: { sort, cursor, limit: 20 } }, signal })));
export const exportsQuery = (sort: OrderOf<typeof personExportOrders>) =>
  listQuery(['crm', 'person_exports', 'list', sort] as const, (cursor, signal) => read(api.GET('/api/crm/v1/person-exports', { params: { query: { sort, cursor, limit: 20 } }, signal })));

export const rulesQuery = queryOptions({
  queryKey: ['crm', 'retention_rules'],
  queryFn: ({ signal }) => readVersioned(api.GET('/api/crm/v1/retention/rules', { signal })),
});
export const setRules = (body: Schema<'SetRetentionRules'>, key: string, etag: string) =>
  readVersioned(api.PUT('/api/crm/v1/retention/rules', { params: writing(key, etag), body }));
export const candidatesQuery = queryOptions({
  queryKey: ['crm', 'retention_rules', 'preview'],
  queryFn: ({ signal }) => read(api.GET('/api/crm/v1/retention/preview', { signal })),
});
export const holdsQuery = (sort: OrderOf<typeof holdOrders>) =>
  queryOptions({
    queryKey: ['crm', 'retention_holds', sort],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/retention/holds', { params: { query: { sort, cursor, limit: 200 } }, signal }))),
  });
export const hold = ({ kind, id }: Person, body: Schema<'PlaceHold'>, key: string) =>
  kind === 'contact'
    ? read(api.PUT('/api/crm/v1/contacts/{contact_id}/retention-hold', { params: { ...contact(id), ...writing(key) }, body }))
    : read(api.PUT('/api/crm/v1/leads/{lead_id}/retention-hold', { params: { ...lead(id), ...writing(key) }, body }));
export const lift = (kind: Person['kind'], id: string) =>
  kind === 'contact'
    ? read(api.DELETE('/api/crm/v1/contacts/{contact_id}/retention-hold', { params: { ...contact(id), ...writing(newKey()) } }))
    : read(api.DELETE('/api/crm/v1/leads/{lead_id}/retention-hold', { params: { ...lead(id), ...writing(newKey()) } }));

/** Whom a subject names. */
export const personOf = (subject: Candidate['person']): Pick<Person, 'kind' | 'id'> =>
  'contact_id' in subject ? { kind: 'contact', id: subject.contact_id } : { kind: 'lead', id: 'lead_id' in subject ? subject.lead_id : '' };
