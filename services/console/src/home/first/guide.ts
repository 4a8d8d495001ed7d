import { useState } from 'react';

const placeOf = (org: string) => `gerinc.guide.${org}`;

/** Whether the first steps are shown: as long as nothing is there, and to who saw them then until they are put away. */
export function useGuide(org: string, empty: boolean | undefined) {
  const [kept, keep] = useState(() => localStorage.getItem(placeOf(org)) === 'open');
  if (empty && !kept) {
    localStorage.setItem(placeOf(org), 'open');
    keep(true);
  }
  const away = () => {
    localStorage.removeItem(placeOf(org));
    keep(false);
  };
  return { shown: empty === true || (empty === false && kept), away };
}
