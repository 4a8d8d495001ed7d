import { useDetails } from '../api/useDetails.ts';

/** A sentence of a service within an answer, in the person's language; what translates it is fetched only where there is one. */
export function Said({ of }: { readonly of: string }) {
  return <>{useDetails().saidOf(of)}</>;
}
