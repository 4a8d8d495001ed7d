import { useEffect, useState } from 'react';
import { details, detailsThere, type Details } from './details.ts';

type Says = Pick<Details, 'saidOf' | 'problemOf' | 'toldOf'>;
const asWritten: Says = { saidOf: (detail) => detail, problemOf: (_, detail) => detail, toldOf: (_, told) => told };

/** How sentences of services within an answer are said: reasons of rows, of records, of actions. As they were written until the catalogue is there. */
export function useDetails(): Says {
  const [known, setKnown] = useState(detailsThere);
  useEffect(() => {
    let shown = true;
    void details().then((found) => shown && setKnown(found));
    return () => {
      shown = false;
    };
  }, []);
  return known ?? asWritten;
}
