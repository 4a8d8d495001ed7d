/* Joining an organisation, and going from one to another. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, type Schema } from '../../api/client.ts';
import { ProblemError, sentence } from '../../api/problems.ts';

export const placesQuery = queryOptions({
  queryKey: ['identity', 'session', 'places'],
  queryFn: ({ signal }) => read(api.GET('/api/identity/v1/session/organizations', { signal })),
});

export const switchTo = (id: string) => read(api.POST('/api/identity/v1/session/switch', { body: { organization_id: id } }));

/** Uses a code. What is refused is said in the person's language at its field, too. */
export async function accept(body: Schema<'AcceptInvitation'>) {
  try {
    return await read(api.POST('/api/identity/v1/invitations/accept', { body }));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const detail = sentence(error);
    throw new ProblemError(error.code, error.status, detail, error.errors.map(({ pointer }) => ({ pointer, detail })), error.traceId);
  }
}
