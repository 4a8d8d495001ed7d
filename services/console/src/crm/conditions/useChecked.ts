import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useDetails } from '../../api/useDetails.ts';
import { checkCondition, type Checked, type Trigger } from '../automations/data.ts';

/** How long is waited for the next key before the service is asked, in milliseconds. */
const pause = 400;

/** What the service says of a condition, once nobody has changed it for a moment. */
export function useChecked(trigger: Trigger | undefined, value: string, enabled: boolean): { readonly wrong: NonNullable<Checked['error']> | undefined; readonly right: boolean; readonly checking: boolean } {
  const { saidOf } = useDetails();
  const asked = value.trim();
  const settled = useSettled(asked);
  const { data, isFetching } = useQuery({
    queryKey: ['crm', 'custom_fields', 'check', trigger?.name, settled] as const,
    queryFn: ({ signal }) => checkCondition(trigger?.name ?? '', settled, signal),
    enabled: enabled && !!trigger && settled !== '',
  });
  const current = settled === asked ? data : undefined;
  const wrong = current?.error && { ...current.error, detail: saidOf(current.error.detail) };
  return { wrong: wrong ?? undefined, right: current?.valid === true, checking: isFetching || settled !== asked };
}

/** The value once nobody has changed it for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
