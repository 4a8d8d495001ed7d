import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type Compared = {
  /** The day the report is of; nothing means now. */
  readonly asof: string | undefined;
  /** The earlier day it is compared with. */
  readonly since: string | undefined;
  readonly set: (patch: { asof?: string | undefined; since?: string | undefined }) => void;
};

/** Both moments of a report live in the address. */
export function useCompared(): Compared {
  const { asof, since } = useSearch({ strict: false }) as { asof?: string; since?: string };
  const navigate = useNavigate();
  const set = useCallback(
    (patch: object) => void navigate({ to: '.', search: (before: object) => ({ ...before, ...patch, peek: undefined }), resetScroll: false } as never),
    [navigate],
  );
  return { asof, since, set };
}
