import { Button, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, read, writing, type Schema } from '../../api/client.ts';
import { ProblemError, sentence } from '../../api/problems.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DayInput } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import parts from '../parts/parts.module.css';
import { tagsQuery } from '../settings/queries.ts';
import css from './deals.module.css';
import { membersQuery, pipelinesQuery, type Deal } from './queries.ts';

const kinds = ['change_owner', 'add_tag', 'remove_tag', 'move', 'set_next_step'] as const;
type Kind = (typeof kinds)[number];
type Action = Schema<'BulkRequest'>['action'];
type Answer = Schema<'BulkAnswer'>;
type Props = { readonly selected: ReadonlySet<string>; readonly deals: readonly Deal[]; readonly onClear: () => void };

const act = (action: Action, ids: readonly string[], key: string) => read(api.POST('/api/crm/v1/deals/bulk', { params: writing(key), body: { action, deal_ids: [...ids] } }));

/** Why a deal refused, in words for people. */
const whyOf = (item: Answer['items'][number]) =>
  tMaybe(`crm.bulk.why.${item.code}`, sentence(new ProblemError(item.code ?? '', 409, item.detail ?? '', item.errors)));

/** What can be done to the selected deals, all at once; those that refuse are named with the reason. */
export function BulkBar({ selected, deals, onClear }: Props) {
  const queries = useQueryClient();
  const { data: members } = useQuery(membersQuery);
  const { data: pipelines } = useQuery(pipelinesQuery);
  const { data: tags } = useQuery(tagsQuery);
  const [kind, setKind] = useState<Kind>('change_owner');
  const [value, setValue] = useState('');
  const [due, setDue] = useState('');
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer>();
  // The same for every try of the same selection and action.
  const [key, setKey] = useState(newKey);
  const choose = (next: Kind) => {
    setKind(next);
    setValue('');
    setKey(newKey());
  };
  const options: Record<Kind, readonly { group: string; items: { value: string; label: string }[] }[] | { value: string; label: string }[]> = {
    change_owner: (members ?? []).map((one) => ({ value: one.member_id, label: one.name })),
    add_tag: (tags ?? []).map((one) => ({ value: one.tag_id, label: one.name })),
    remove_tag: (tags ?? []).map((one) => ({ value: one.tag_id, label: one.name })),
    move: (pipelines?.items ?? []).map((one) => ({ group: one.name, items: one.stages.filter((stage) => stage.status === 'open').map((stage) => ({ value: stage.stage_id, label: stage.name })) })),
    set_next_step: [],
  };
  const action = (): Action => {
    if (kind === 'change_owner') return { kind, owner_id: value };
    if (kind === 'move') return { kind, stage_id: value };
    if (kind === 'set_next_step') return { kind, next_step: { text: value.trim(), due_on: due || null } };
    return { kind, tag_id: value };
  };
  const run = async () => {
    setBusy(true);
    try {
      const result = await act(action(), [...selected], key);
      setKey(newKey());
      void queries.invalidateQueries({ queryKey: ['crm', 'deals'] });
      toast.done(t('crm.bulk.done', { count: result.changed }));
      if (result.refused > 0) setAnswer(result);
      else onClear();
    } catch (error) {
      toast.failed(error, () => void run());
    } finally {
      setBusy(false);
    }
  };
  const nameOf = (id: string) => deals.find((deal) => deal.deal_id === id)?.name ?? id;
  return (
    <div className={css.bulk} role="region" aria-label={t('crm.bulk.do')} data-print="off">
      <strong role="status">{t('crm.bulk.selected', { count: selected.size })}</strong>
      <Select aria-label={t('crm.bulk.do')} data={kinds.map((one) => ({ value: one, label: t(`crm.bulk.${one}`) }))} value={kind} allowDeselect={false} onChange={(next) => next && choose(next as Kind)} />
      {kind === 'set_next_step' ? (
        <>
          <TextInput aria-label={t('crm.next')} placeholder={t('crm.next')} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
          <DayInput bare label={t('crm.next.dueBy')} value={due} onChange={setDue} />
        </>
      ) : (
        <Select aria-label={t(`crm.bulk.${kind}`)} placeholder={t(`crm.bulk.${kind}`)} data={options[kind] as { value: string; label: string }[]} value={value || null} searchable onChange={(next) => setValue(next ?? '')} />
      )}
      <Button loading={busy} disabled={!value.trim() || selected.size > 500} onClick={() => void run()}>
        {t('crm.bulk.apply')}
      </Button>
      <Button variant="subtle" onClick={onClear}>
        {t('crm.bulk.clear')}
      </Button>
      {selected.size > 500 && <span className={parts.hint}>{t('crm.bulk.tooMany')}</span>}
      {answer && (
        <Dialog title={t('crm.bulk.refused', { count: answer.refused })} onClose={() => setAnswer(undefined)}>
          <ul className={parts.list}>
            {answer.items
              .filter((item) => item.outcome === 'refused')
              .map((item) => (
                <li key={item.deal_id}>
                  <span>
                    {nameOf(item.deal_id)}
                    <span className={parts.sub}>{whyOf(item)}</span>
                  </span>
                </li>
              ))}
          </ul>
        </Dialog>
      )}
    </div>
  );
}
