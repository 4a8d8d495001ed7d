import { useEffect, useReducer, useRef, useState } from 'react';
import { changedByOthers } from '../../api/lists.ts';
import { isMine } from '../../api/mine.ts';
import type { List } from '../useList.ts';
import { keepPlaces } from './places.ts';

/**
 * The rows to show of a list: while the pointer or the focus is in it, what others change does not move the rows; it is counted
 * until `show`. What the person does themselves, filters and order included, is shown at once.
 */
export function useHeld<Row>(list: List<Row>, rowId: (row: Row) => string) {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const last = useRef<{ readonly version: NonNullable<List<Row>['version']>; readonly rows: readonly Row[]; readonly holding: boolean }>(undefined);
  const { version } = list;
  const before = last.current;
  const same = version && before?.version.query === version.query && before.version.pages === version.pages;
  // What is held back stays so, whatever the list is asked again for: it was announced, and nobody wanted it yet.
  const news = before?.holding === true || (same && before.version.at !== version.at && changedByOthers(version.query, before.version.at));
  const hold = same && (pointed || focused) && !list.stale && news;
  const { rows, changes } = hold ? keepPlaces(before.rows, list.rows, rowId, isMine) : { rows: list.rows, changes: 0 };
  useEffect(() => {
    // What is shown until the answer to another question comes is no answer to it.
    last.current = version && !list.stale ? { version, rows, holding: changes > 0 } : undefined;
  });
  return {
    rows,
    changes,
    show: () => {
      last.current = undefined;
      redraw();
    },
    /** For the element around the list. */
    hands: {
      // Not entering: React does not tell of it when what was under the pointer went with its page.
      onPointerOver: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  };
}
