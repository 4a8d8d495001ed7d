/* Demo companies: looking at one as a guest, going back to one's own, and leaving. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client.ts';
import { switchTo } from './organizations.ts';
import { beginAnew } from './places.ts';

const cameFrom = 'gerinc.demo.from';

/** Those that who runs the server made, the newest first. */
export const demosQuery = queryOptions({
  queryKey: ['identity', 'session', 'demos'],
  queryFn: ({ signal }) => read(api.GET('/api/identity/v1/session/demos', { signal })),
});

/** One click: a guest there, and there. */
export async function lookAt(demo: string, from: string): Promise<void> {
  const body = { organization_id: demo };
  await read(api.POST('/api/identity/v1/session/demos/join', { body }));
  await switchTo(demo);
  localStorage.setItem(cameFrom, from);
  beginAnew();
}

/** Where a guest goes back to: the organisation they came from if they still may, else the first of their own. */
export function home(places: readonly Schema<'Place'>[], from = localStorage.getItem(cameFrom)): Schema<'Place'> | undefined {
  const own = places.filter((place) => !place.guest);
  return own.find((place) => place.org_id === from) ?? own[0];
}

export async function goBack(to: string): Promise<void> {
  await switchTo(to);
  localStorage.removeItem(cameFrom);
  beginAnew();
}

export const leaveDemo = (id: string) => read(api.POST('/api/identity/v1/session/demos/leave', { body: { organization_id: id } }));
