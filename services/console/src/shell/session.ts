import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, read, type Permission, type Schema } from '../api/client.ts';
import { ProblemError } from '../api/problems.ts';
import { setTimeZone } from '../i18n/format.ts';
import { noteNobody, noteWhose } from './places.ts';

export type Session = Schema<'SessionView'>;

/** Who is logged in and what they may do; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['identity', 'session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await read(api.GET('/api/identity/v1/session'));
      noteWhose(session.actor);
      setTimeZone(session.organization.time_zone);
      return session;
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** The session inside the frame, where somebody is always logged in. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('This part of the console is only shown to somebody who is logged in.');
  return data;
}

/** `const may = useMay(); may('crm:deal:write')`: what is not allowed is not shown. */
export function useMay(): (permission: Permission) => boolean {
  const { data } = useQuery(sessionQuery);
  return (permission) => data?.permissions.includes(permission) ?? false;
}

export const logIn = (body: Schema<'LogIn'>) => read(api.POST('/api/identity/v1/login', { body }));
export const logOut = () => read(api.POST('/api/identity/v1/logout')).then(noteNobody);
