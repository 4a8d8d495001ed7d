import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { RecordName } from '../desk/RecordName.tsx';
import { WithExport } from '../imports/Export.tsx';
import parts from '../parts/parts.module.css';
import { mergesOf, type Merged as Merge } from './merges.ts';
import { undoMerge } from './queries.ts';

/** What was merged into a record, and the way back, for as long as it holds. */
export function Merged({ id }: { readonly id: string }) {
  const { data = [] } = useQuery(mergesOf(id));
  const { data: members = [] } = useQuery(membersQuery);
  const into = data.filter((one) => one.survivor_id === id);
  if (into.length === 0) return null;
  const by = (actor: string) => members.find((one) => actor === `member:${one.member_id}`)?.name;
  return (
    <Section title={t('leads.merge.into')} aside={<WithExport list="merges" query={{ record_id: id }} />}>
      <ul className={parts.list}>
        {into.map((one) => (
          <li key={one.merge_id}>
            <span>
              <RecordName subject={{ kind: one.kind, id: one.merged_id }} />
              <span className={parts.sub}>{[instant(one.merged_at), by(one.merged_by)].filter(Boolean).join(' · ')}</span>
            </span>
            <UndoMerge merge={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Where a record ended in another one: the way back. */
export function UndoEnd({ id }: { readonly id: string }) {
  const { data = [] } = useQuery(mergesOf(id));
  const merge = data.find((one) => one.merged_id === id);
  return merge ? <UndoMerge merge={merge} /> : null;
}

export function UndoMerge({ merge }: { readonly merge: Merge }) {
  const queries = useQueryClient();
  const mayUndo = useMay()('crm:account:write');
  const [busy, setBusy] = useState(false);
  const undo = async () => {
    setBusy(true);
    try {
      await undoMerge(merge.merge_id, newKey());
      toast.done(t('leads.merge.undone'));
    } catch (problem) {
      toast.failed(problem);
    }
    setBusy(false);
    await queries.invalidateQueries(merge.kind === 'account' ? {} : { queryKey: ['crm'] });
  };
  if (!mayUndo) return null;
  return (
    <Button flex="none" size="compact-sm" variant="default" loading={busy} aria-label={t('leads.merge.undo')} onClick={() => void undo()}>
      {t('common.undo')}
    </Button>
  );
}
