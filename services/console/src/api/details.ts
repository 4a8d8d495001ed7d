/*
 * What services refuse at a field, in the person's language. The catalogue of their sentences is a file of its own that is fetched
 * when the first of them has to be shown; where it cannot be, the sentence is shown as the service wrote it.
 */
import type * as Catalogue from '../i18n/details/index.ts';

let loading: Promise<typeof Catalogue | undefined> | undefined;

/** The catalogue, or nothing where it cannot be fetched; the next who asks tries again. */
export async function details(): Promise<typeof Catalogue | undefined> {
  loading ??= import('../i18n/details/index.ts').catch(() => {
    loading = undefined;
    return undefined;
  });
  return loading;
}

/** The sentence of a service within an answer, for whoever shows it. */
export async function saidIn<T>(answer: T, translate: (answer: T, say: (detail: string) => string) => T): Promise<T> {
  const known = await details();
  return known ? translate(answer, known.saidOf) : answer;
}
