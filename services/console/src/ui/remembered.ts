import { useEffect, useState } from 'react';

/**
 * What was known the last time, until it is known again: the bar of filters has its places at once, and nothing in it moves when
 * what decides about them has come.
 */
export function useRemembered<T>(name: string, known: T | undefined): T | undefined {
  const place = `gerinc.known.${name}`;
  const [kept] = useState(() => {
    try {
      return JSON.parse(localStorage.getItem(place) ?? 'null') as T | null;
    } catch {
      return null;
    }
  });
  const text = known === undefined ? undefined : JSON.stringify(known);
  useEffect(() => {
    if (text === undefined) return;
    try {
      localStorage.setItem(place, text);
    } catch {
      // Without storage they come when they are known.
    }
  }, [place, text]);
  return known ?? kept ?? undefined;
}
