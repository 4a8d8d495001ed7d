/* The record shown at the side: `?peek=deal:<id>`, so that back closes it and it can be linked. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type Peeked = { readonly kind: string; readonly id: string };

export function readPeek(peek: string | undefined): Peeked | undefined {
  const colon = peek?.indexOf(':') ?? -1;
  return peek && colon > 0 ? { kind: peek.slice(0, colon), id: peek.slice(colon + 1) } : undefined;
}

export const peekOf = (kind: string, id: string) => `${kind}:${id}`;

export function usePeek() {
  const navigate = useNavigate();
  const { peek } = useSearch({ strict: false }) as { peek?: string };
  const go = useCallback(
    (next: string | undefined, replace: boolean) =>
      void navigate({ to: '.', search: (before: object) => ({ ...before, peek: next }), replace, resetScroll: false } as never),
    [navigate],
  );
  return {
    peeked: readPeek(peek),
    /** Opens a record; while one is open the next replaces it, so that one step back closes the panel. */
    open: useCallback((kind: string, id: string) => go(peekOf(kind, id), peek !== undefined), [go, peek]),
    close: useCallback(() => go(undefined, false), [go]),
  };
}
