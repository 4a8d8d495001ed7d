/* A detail that was asked for before a change may be answered after it: what is older never takes the place of what is newer. */
import { replaceEqualDeep } from '@tanstack/react-query';

/** The version of a detail as it is kept, `{ value, etag }`; not a number for anything else. */
export function versionOf(data: unknown): number {
  const etag = (data as { readonly etag?: unknown } | null | undefined)?.etag;
  return typeof etag === 'string' ? Number(etag.replaceAll('"', '')) : Number.NaN;
}

/** What is kept of what is known and what comes, as queries ask it; parts that are equal stay the same. */
export const newest = (known: unknown, comes: unknown): unknown => (versionOf(comes) < versionOf(known) ? known : replaceEqualDeep(known, comes));
