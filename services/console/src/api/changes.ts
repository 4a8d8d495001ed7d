/* Endpoints that other parts of the suite are adding; until they answer, a 404 simply means "nothing to say". */
import type { Change } from './conflict.ts';
import { ProblemError } from './problems.ts';

export type Service = 'crm' | 'projects' | 'billing' | 'expenses' | 'reporting' | 'identity';
export type Found = {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly detail: string | null;
  /** The part of a text that has what was looked for; services that look into texts say it. */
  readonly snippet?: readonly { readonly text: string; readonly hit: boolean }[];
  /** Whether nothing has what was looked for, and this is only spelt nearly so. */
  readonly nearly?: boolean;
  /** What was noted or said: it is shown where it stands, on the page of what it is about. */
  readonly activity?: { readonly kind: string; readonly about: Readonly<Record<string, string>> | null } | null;
};

async function items<T>(url: string, signal?: AbortSignal): Promise<T[]> {
  const response = await fetch(url, { headers: { 'X-Requested-With': 'gerinc' }, signal: signal ?? null });
  if (response.status === 404 || response.status === 403) return [];
  if (!response.ok) throw await ProblemError.from(response);
  return ((await response.json()) as { items: T[] }).items;
}

/** Who changed which fields of a record after a version. */
export const changesAfter = (service: Service, id: string, version: number) =>
  items<Change>(`/api/${service}/v1/changes/${id}?after_version=${version}&limit=50`);

/** Part of a name or number, in what one service knows. */
export const searchIn = (service: Service, text: string, signal?: AbortSignal) =>
  items<Found>(`/api/${service}/v1/search?q=${encodeURIComponent(text)}&limit=8`, signal);
