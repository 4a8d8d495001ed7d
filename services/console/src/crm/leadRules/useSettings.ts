import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey, type Schema, type Versioned } from '../../api/client.ts';
import type { Merges } from '../../api/conflict.ts';
import { placed, ProblemError, sentence, type FieldError } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { meeting, type Fields } from '../../ui/meeting.tsx';
import { useHold } from '../../ui/useStanding.ts';
import { settingsQuery, updateSettings, type Settings } from './queries.ts';

export type Says = Schema<'UpdateLeadSettings'>;
type Means = {
  readonly shown: Versioned<Settings>;
  /** Told while something is typed that is not saved. */
  readonly hold: (dirty: boolean) => void;
  /** What of the settings the page writes, as it is sent. */
  readonly saysOf: (settings: Settings) => Says;
  /** The same as it is typed. */
  readonly now: Says;
  readonly fields: () => Fields<Says>;
};

/** Rules are told apart by what they are, so that two people may each change another one. */
const merge = async (): Promise<Merges<Says>> => {
  const { mergeLists } = await import('../../api/merge.ts');
  const byId = mergeLists<{ readonly rule_id?: string | null }>({ id: (rule) => rule.rule_id, anew: (rule) => ({ ...rule, rule_id: null }) });
  return { scoring: byId, assignment: byId } as unknown as Merges<Says>;
};

/** Saving rules on the version they were read at. What somebody else changed meanwhile is brought together with it, or asked about. */
export function useSettings({ shown, hold, saysOf, now, fields }: Means) {
  const queries = useQueryClient();
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly string[]>([]);
  const before = saysOf(shown.value);
  useHold(hold, JSON.stringify(before) !== JSON.stringify(now));
  const save = async () => {
    setBusy(true);
    setErrors([]);
    try {
      const answer = await meeting.save<Says, Versioned<Settings>>({
        service: 'crm',
        id: shown.value.org_id,
        title: t('leads.rules.settings'),
        fields: fields(),
        base: { value: before, etag: shown.etag },
        key: key.current,
        patch: now,
        merge,
        send: (patch, etag, sent) => updateSettings(patch, etag, sent),
        fetch: async () => {
          const newer = await queries.fetchQuery({ ...settingsQuery, staleTime: 0 });
          return { value: saysOf(newer.value), etag: newer.etag };
        },
      });
      hold(false);
      if (answer) {
        queries.setQueryData(settingsQuery.queryKey, answer);
        toast.done(t('leads.rules.saved'));
      }
      void queries.invalidateQueries({ queryKey: ['crm', 'leads'] });
    } catch (error) {
      setErrors(error instanceof ProblemError && error.errors.length > 0 ? error.errors.map(told) : [sentence(error)]);
    } finally {
      // What was refused never happened, so the next try is another request.
      key.current = newKey();
      setBusy(false);
    }
  };
  return { save: () => void save(), busy, errors };
}

/** `/scoring/1/points` is about the second rule. */
function told(error: FieldError): string {
  const at = /^\/\w+\/(\d+)/.exec(error.pointer)?.[1];
  return at === undefined ? placed(error) : `${t('leads.rules.number', { number: String(Number(at) + 1) })}: ${error.detail}`;
}
