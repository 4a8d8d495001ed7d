import { hasProblemText, problemText, tMaybe } from '../i18n/index.ts';
import { details, type Details } from './details.ts';

export type FieldError = {
  readonly pointer: string;
  /** What is wrong, as it is shown. */
  readonly detail: string;
  /** The same as the service wrote it. */
  readonly wrote?: string;
  /** What the place is called, where no form shows it. */
  readonly label?: string | undefined;
};

/** What a service answered instead of what was asked (RFC 9457), or that it did not answer (`offline`, status 0). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: string;
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly traceId: string | null;

  constructor(code: string, status: number, detail: string, errors: readonly FieldError[] = [], traceId: string | null = null) {
    super(detail);
    this.code = code;
    this.status = status;
    this.errors = errors;
    this.traceId = traceId;
  }

  static async from(response: Response): Promise<ProblemError> {
    const body: unknown = await response.json().catch(() => null);
    const said = isRecord(body) ? body : {};
    const code = text(said.type)?.replace('urn:gerinc:problem:', '') ?? `status-${response.status}`;
    const detail = text(said.detail) ?? response.statusText;
    const errors = Array.isArray(said.errors) ? said.errors.filter(isFieldError) : [];
    // What every page has a text for needs nothing fetched.
    const known = text(said.detail) !== undefined && (errors.length > 0 || !hasProblemText(code)) ? await details() : undefined;
    return toProblem(known, code, response.status, detail, errors, text(said.trace_id) ?? null);
  }

  static offline(): ProblemError {
    return new ProblemError('offline', 0, 'The suite cannot be reached.');
  }

  /** True where the same request may succeed later: the form is kept and the same idempotency key is used again. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** A problem in the person's language where the catalogue of it is there, else as the service wrote it. */
export function toProblem(known: Details | undefined, code: string, status: number, detail: string, errors: readonly FieldError[], traceId: string | null = null): ProblemError {
  if (!known) return new ProblemError(code, status, detail, errors, traceId);
  const shown = errors.map(({ pointer, detail: wrote }) => ({ pointer, detail: known.saidOf(wrote), wrote, label: known.labelOf(pointer) }));
  return new ProblemError(code, status, known.problemOf(code, detail), shown, traceId);
}

/** What is said above a form whose try failed: mend something, try again, or that one may not; nothing while the log-in stands in front of it. */
export type Refusal = 'mend' | 'notSent' | 'mayNot' | 'loggedOut';

export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof ProblemError)) return 'mend';
  if (error.passing) return 'notSent';
  if (error.status === 403) return 'mayNot';
  return error.status === 401 && error.code !== 'wrong-credentials' ? 'loggedOut' : 'mend';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const isFieldError = (value: unknown): value is FieldError =>
  isRecord(value) && typeof value.pointer === 'string' && typeof value.detail === 'string';

/** In the person's language where the problem's stable name is known, else as the service said it. */
export function sentence(error: unknown): string {
  // Where nobody is asked what is to become of a conflict, it is told.
  if (error instanceof Error && ['ConflictError', 'MovedError'].includes(error.name)) return problemText('stale-version', error.message);
  if (!(error instanceof ProblemError)) return tMaybe('common.problem.unexpected', String(error));
  // What is only wrong at its fields is said by them.
  const fields = error.code === 'invalid-field' ? error.errors.map(placed).join(' ') : '';
  return problemText(error.code, fields || error.message);
}

/** An error with the name of its place, for where no field stands beside it. */
export const placed = ({ pointer, detail, label }: FieldError): string => {
  const place = label ?? pointer.replace(/^\//, '');
  return place ? `${place}: ${detail}` : detail;
};

export type FormErrors = { readonly fields: Readonly<Record<string, string>>; readonly rest: readonly string[] };

/**
 * Sorts the errors of a problem to the fields of a form by JSON pointer. `/value/amount` belongs to the field `/value`
 * when the form has no finer one; what fits nowhere goes to the form's summary.
 */
export function toFormErrors(error: unknown, pointers: readonly string[]): FormErrors {
  if (!(error instanceof ProblemError) || error.errors.length === 0) return { fields: {}, rest: [sentence(error)] };
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const one of error.errors) {
    const field = nearest(one.pointer, pointers);
    if (field === undefined) rest.push(placed(one));
    else fields[field] ??= one.detail;
  }
  return { fields, rest };
}

function nearest(pointer: string, pointers: readonly string[]): string | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (pointers.includes(at)) return at;
  return undefined;
}
