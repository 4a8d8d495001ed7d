import { useEffect, useRef, useState } from 'react';

const pause = 250;

/**
 * What is typed into a field whose value lives in the address: told after a short pause, without spaces around it. What comes back
 * of that, however late, leaves the field alone; only what somebody else put into the address replaces what is typed.
 */
export function useTyped(value: string, onChange: (value: string | undefined) => void): [typed: string, setTyped: (typed: string) => void] {
  const [typed, setTyped] = useState(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  const told = useRef<string[]>([]);
  useEffect(() => {
    const own = told.current.lastIndexOf(value);
    told.current = told.current.slice(own + 1);
    if (own < 0) setTyped(value);
  }, [value]);
  useEffect(() => {
    const next = typed.trim();
    if (next === value || next === told.current.at(-1)) return;
    const timer = setTimeout(() => {
      told.current.push(next);
      latest.current(next || undefined);
    }, pause);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return [typed, setTyped];
}
