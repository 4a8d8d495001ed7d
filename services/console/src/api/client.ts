/*
 * The one way to the services. Every call goes through `api`; a problem becomes a ProblemError here and nowhere else.
 *
 *   const deals = await read(api.GET('/api/crm/v1/deals', { params: { query } }));
 *   const deal  = await readVersioned(api.GET('/api/crm/v1/deals/{deal_id}', { params: { path } }));
 *   await readVersioned(api.PATCH('...', { params: { path, ...writing(key, deal.etag) }, body: {...} satisfies Schema<'UpdateDeal'> }));
 */
import createClient, { type Middleware } from 'openapi-fetch';
import { sawDown, sawUp, serviceOf } from './health.ts';
import { ProblemError } from './problems.ts';
import type { components, paths } from './schema.ts';

export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
export type Permission = Schema<'SessionView'>['permissions'][number];

/** A value with the version it was read at: what a detail query keeps, and what a change is based on. */
export type Versioned<T> = { readonly value: T; readonly etag: string };
/** A page of a list; send `next_cursor` as `cursor` for the next. */
export type Page<T> = { readonly items: T[]; readonly next_cursor?: string | null };

const sessionLost = new Set<() => void>();
/** Calls back when a service says that nobody is logged in any more. */
export function onSessionLost(callback: () => void): () => void {
  sessionLost.add(callback);
  return () => sessionLost.delete(callback);
}

const problems: Middleware = {
  onRequest({ request }) {
    // The cookie alone may not change anything: no other site can send this header.
    request.headers.set('X-Requested-With', 'gerinc');
    return request;
  },
  async onResponse({ request, response }) {
    const service = serviceOf(request.url);
    if ([502, 503, 504].includes(response.status)) sawDown(service);
    else sawUp(service);
    if (response.ok) return;
    const problem = await ProblemError.from(response);
    if (problem.status === 401 && problem.code !== 'wrong-credentials') for (const tell of sessionLost) tell();
    throw problem;
  },
  onError({ error }) {
    // A cancelled request is no failure of anybody.
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    return ProblemError.offline();
  },
};

export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', querySerializer: { array: { style: 'form', explode: false } } });
api.use(problems);

type Answer<T> = Promise<{ data?: T; response: Response }>;

export async function read<T>(answer: Answer<T>): Promise<T> {
  return (await answer).data as T;
}

export async function readVersioned<T>(answer: Answer<T>): Promise<Versioned<T>> {
  const { data, response } = await answer;
  return { value: data as T, etag: response.headers.get('etag') ?? '' };
}

/** Headers of a write: the key that makes a repeat harmless, and the version the change is based on. */
export function writing(key: string, etag?: string) {
  return { header: { 'Idempotency-Key': key, ...(etag ? { 'If-Match': etag } : {}) } };
}

export const newKey = () => crypto.randomUUID();
/** The ETag of a row that carries its version. */
export const etagOf = (row: { readonly version: number }) => `"${row.version}"`;
/** The version that an ETag of ours names. */
export const versionOf = (etag: string) => Number(etag.replaceAll('"', ''));
