import { useLayoutEffect, useState } from 'react';

/**
 * What floats above a page gives the focus back to where it was before, unless whatever was done has put it elsewhere. Mantine does so
 * for what is kept and hidden; ours goes when it closes.
 */
export function useFocusBack(): void {
  const before = useState(() => document.activeElement)[0];
  useLayoutEffect(
    // Within the same turn, so that what runs next finds it there; before what floats has left the document.
    () => () => {
      const at = document.activeElement;
      if (before instanceof HTMLElement && (at === document.body || at?.closest('[role=dialog]'))) before.focus({ preventScroll: true });
    },
    [before],
  );
}
