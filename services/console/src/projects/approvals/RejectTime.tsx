import { useRef } from 'react';
import { t } from '../../i18n/index.ts';
import { SendBack } from '../../ui/inbox/SendBack.tsx';
import type { Entry } from '../queries.ts';
import { reject } from './decide.ts';

type Props = { readonly entries: readonly Entry[]; readonly onClose: () => void; readonly onDone: (gone: readonly Entry[], overtaken: readonly Entry[]) => void };

/** Time goes back with a reason, which the person reads beside the hours. */
export function RejectTime({ entries, onClose, onDone }: Props) {
  const keys = useRef(new Map<string, string>());
  const gone = useRef(new Set<string>());
  const overtaken = useRef<Entry[]>([]);
  const send = async (reason: string) => {
    // What an earlier try sent back already is not sent back twice.
    const left = entries.filter((entry) => !gone.current.has(entry.time_entry_id));
    overtaken.current.push(...(await reject(left, reason, keys.current, (entry) => gone.current.add(entry.time_entry_id))));
  };
  return <SendBack name="projects.time.reject" title={t('projects.approvals.rejectTitle', { count: entries.length })} send={send} onClose={onClose} onDone={() => onDone(entries, overtaken.current)} />;
}
