import { useEffect, useRef, useState } from 'react';
import type { Versioned } from '../api/client.ts';

/**
 * What a form stands on that stays on its page. It begins anew when somebody else changes what it shows, but not while something is typed
 * in it: then it stays on what the person saw, so that the two are brought together or asked about when it is saved.
 *
 *   const standing = useStanding(data);
 *   <Form key={standing.base.etag} base={standing.base} hold={standing.hold} />   // within: useHold(hold, form.dirty); hold(false) when saved
 */
export function useStanding<T>(now: Versioned<T>) {
  const [dirty, hold] = useState(false);
  const base = useRef(now);
  if (!dirty) base.current = now;
  return { base: base.current, hold };
}

/** Says while something is typed. */
export function useHold(hold: (dirty: boolean) => void, dirty: boolean) {
  useEffect(() => hold(dirty), [hold, dirty]);
}
