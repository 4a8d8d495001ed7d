/*
 * What services refuse, in the person's language. The catalogue of their sentences is a file of its own that is fetched when the
 * first of them has to be shown; where it cannot be, the sentence is shown as the service wrote it.
 */

export type Details = typeof import('../i18n/details/index.ts');

let there: Details | undefined;
/** The catalogue once somebody fetched it. */
export const detailsThere = (): Details | undefined => there;

/** The catalogue, or nothing where it cannot be fetched; the next who asks tries again. */
export async function details(): Promise<Details | undefined> {
  there ??= await import('../i18n/details/index.ts').catch(() => undefined);
  return there;
}
