import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { today } from '../../i18n/format.ts';

export type Compared = {
  /** The day the report is of; nothing means now. */
  readonly asof: string | undefined;
  /** The earlier day it is compared with. */
  readonly since: string | undefined;
  /** The day that was asked for when it has not come yet: what is shown is of now. */
  readonly ahead: string | undefined;
  /** The day to compare with that was asked for and is not earlier than the report's: nothing is compared. */
  readonly unfit: string | undefined;
  readonly set: (patch: { asof?: string | undefined; since?: string | undefined }) => void;
};

/** A day that is asked for: one that has come, or one that is still ahead. */
export const momentIn = (asked: string | undefined, now: string): Pick<Compared, 'asof' | 'ahead'> => (asked !== undefined && asked > now ? { asof: undefined, ahead: asked } : { asof: asked, ahead: undefined });

/** The day to compare with that is asked for: an earlier one than the report's, or one that is not. */
export const earlierIn = (asked: string | undefined, asof: string | undefined, now: string): Pick<Compared, 'since' | 'unfit'> =>
  asked !== undefined && asked >= (asof ?? now) ? { since: undefined, unfit: asked } : { since: asked, unfit: undefined };

/** Both moments of a report live in the address. */
export function useCompared(): Compared {
  const asked = useSearch({ strict: false }) as { asof?: string; since?: string };
  const navigate = useNavigate();
  const set = useCallback(
    (patch: object) => void navigate({ to: '.', search: (before: object) => ({ ...before, ...patch, peek: undefined }), resetScroll: false } as never),
    [navigate],
  );
  const now = today();
  const moment = momentIn(asked.asof, now);
  return { ...moment, ...earlierIn(asked.since, moment.asof, now), set };
}
