/* Joining an organisation. */
import { api, read, type Schema } from '../../api/client.ts';
import { ProblemError, sentence } from '../../api/problems.ts';

/** Uses a code. What is refused is said in the person's language at its field, too. */
export async function accept(body: Schema<'AcceptInvitation'>) {
  try {
    return await read(api.POST('/api/identity/v1/invitations/accept', { body }));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const detail = sentence(error);
    throw new ProblemError(error.code, error.status, detail, error.errors.map((one) => ({ ...one, detail })), error.traceId);
  }
}
