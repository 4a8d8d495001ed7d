import { queryOptions } from '@tanstack/react-query';
import { read, writing, type Schema } from '../../api/client.ts';
import { ProblemError } from '../../api/problems.ts';

export const services = ['crm', 'projects', 'billing', 'expenses', 'reporting', 'identity'] as const;
export type ServiceName = (typeof services)[number];

export type Consumer = Schema<'ConsumerStatus'>;
export type Outbox = Schema<'Outbox'>;
export type Letter = Schema<'DeadLetter'>;
export type Operations = { readonly consumers: readonly Consumer[]; readonly outbox: Outbox | null; readonly letters: readonly Letter[] };

async function ask<T>(address: string, init?: RequestInit): Promise<T> {
  const response = await fetch(address, { ...init, headers: { 'X-Requested-With': 'gerinc', ...init?.headers } }).catch(() => {
    throw ProblemError.offline();
  });
  if (!response.ok) throw await ProblemError.from(response);
  return (await read(Promise.resolve({ data: await response.json(), response }))) as T;
}

/** One service at a time: one that is down hides none of the others. */
export const operationsQuery = (service: ServiceName) =>
  queryOptions({
    queryKey: [service, 'operations'],
    queryFn: async ({ signal }): Promise<Operations> => {
      const at = `/api/${service}/v1/operations`;
      const [consumers, letters, outbox] = await Promise.all([
        ask<{ items: Consumer[] }>(`${at}/consumers`, { signal }),
        ask<{ items: Letter[] }>(`${at}/dead-letters`, { signal }),
        ask<Outbox>(`${at}/outbox`, { signal }).catch((error: unknown) => {
          if (error instanceof ProblemError && error.status === 404) return null;
          throw error;
        }),
      ]);
      return { consumers: consumers.items, letters: letters.items, outbox };
    },
    refetchInterval: 10_000,
    retry: false,
  });

const post = <T>(address: string, key: string, body?: object) =>
  ask<T>(address, {
    method: 'POST',
    headers: { ...writing(key).header, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const letterAt = (service: ServiceName, id: string) => `/api/${service}/v1/operations/dead-letters/${encodeURIComponent(id)}`;

export const retryLetter = (service: ServiceName, id: string, key: string) => post<Schema<'Replayed'>>(`${letterAt(service, id)}/retry`, key);
export const discardLetter = (service: ServiceName, id: string, reason: string, key: string) =>
  post<Schema<'Replayed'>>(`${letterAt(service, id)}/discard`, key, { reason });
