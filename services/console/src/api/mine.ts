/*
 * Whose the last change of a record was. Lists hold still for what others do; what one does oneself is there at once, however the
 * news of it comes: as an event, or with a list that is asked again after the connection was lost.
 */
const mine = new Set<string>();

/** Notes who changed a record last. */
export const noteWriter = (id: string, own: boolean) => void (own ? mine.add(id) : mine.delete(id));
/** Whether the person changed this record last, in this browser or in another one. */
export const isMine = (id: string) => mine.has(id);

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** The records that a request changed: those in its address, and the one that it made. */
export function written({ method, url }: Pick<Request, 'method' | 'url'>, { ok, headers }: Pick<Response, 'ok' | 'headers'>): readonly string[] {
  if (!ok || method === 'GET' || method === 'HEAD') return [];
  return `${new URL(url).pathname} ${headers.get('location') ?? ''}`.match(ids) ?? [];
}
