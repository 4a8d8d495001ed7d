import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { onLive, useConnection } from '../../shell/live.ts';
import { dealQuery, type DealDetails } from '../deals/queries.ts';
import { hear, linkOf, underWay, type Heard } from './chain.ts';

/** Listens for the steps of this win. CRM hears of them a moment after we do, so it is asked again shortly afterwards. */
export function useHeard(id: string, deal: DealDetails | undefined): Heard {
  const queries = useQueryClient();
  const connection = useConnection();
  const [heard, setHeard] = useState<Heard>({});
  const correlation = useRef<string>(undefined);
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const ask = () => void queries.invalidateQueries({ queryKey: dealQuery(id).queryKey, exact: true });
    const stop = onLive((event) => {
      if (event.id === id && event.type.startsWith('crm.deal.won.')) {
        correlation.current = event.correlation_id;
        setHeard({});
        return;
      }
      if (!linkOf(event.type) || event.correlation_id !== correlation.current) return;
      setHeard((before) => hear(before, event, correlation.current));
      for (const wait of [150, 800]) timers.add(setTimeout(ask, wait));
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [id, queries]);
  const busy = underWay(deal);
  useEffect(() => {
    if (!busy) return;
    // Without live updates once a second; with them only in case one was missed.
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: dealQuery(id).queryKey, exact: true }), connection === 'open' ? 3000 : 1000);
    return () => clearInterval(timer);
  }, [busy, connection, id, queries]);
  return heard;
}
