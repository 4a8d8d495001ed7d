import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey, type Schema, type Versioned } from '../../api/client.ts';
import { ProblemError, sentence } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { settingsQuery, updateSettings, type Settings } from './queries.ts';

/** Saving rules on the version they were read at. What somebody else changed meanwhile is never overwritten unseen. */
export function useSettings(shown: Versioned<Settings>) {
  const queries = useQueryClient();
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly string[]>([]);
  const [stale, setStale] = useState(false);
  const save = async (body: Schema<'UpdateLeadSettings'>) => {
    setBusy(true);
    setErrors([]);
    try {
      const answer = await updateSettings(body, shown.etag, key.current);
      queries.setQueryData(settingsQuery.queryKey, answer);
      void queries.invalidateQueries({ queryKey: ['crm', 'leads'] });
      toast.done(t('leads.rules.saved'));
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412) setStale(true);
      else setErrors(error instanceof ProblemError && error.errors.length > 0 ? error.errors.map(told) : [sentence(error)]);
    } finally {
      // What was refused never happened, so the next try is another request.
      key.current = newKey();
      setBusy(false);
    }
  };
  const reload = () => void queries.invalidateQueries({ queryKey: settingsQuery.queryKey });
  return { save, busy, errors, stale, reload };
}

/** `/scoring/1/points` is about the second rule. */
function told({ pointer, detail }: { readonly pointer: string; readonly detail: string }): string {
  const at = /^\/\w+\/(\d+)/.exec(pointer)?.[1];
  return at === undefined ? detail : `${t('leads.rules.number', { number: String(Number(at) + 1) })}: ${detail}`;
}
