import { Button, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { Said } from '../../ui/Said.tsx';
import { toast } from '../../ui/toasts.tsx';
import { enrol, leadsLike, previewQuery, type Sequence } from './data.ts';
import css from './mail.module.css';

type Props = { readonly sequence: Sequence; readonly unsaved: boolean; readonly canEnrol: boolean };

/** What would be sent when, to somebody of whom nothing is heard; and the way to enrol them. */
export function Preview({ sequence, unsaved, canEnrol }: Props) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [lead, setLead] = useState<string | null>(null);
  const { data: leads = [] } = useQuery(leadsLike(typed));
  const { data, error, refetch } = useQuery({ ...previewQuery(sequence.sequence_id, lead ?? '', sequence.version), enabled: lead !== null });
  const name = leads.find((one) => one.lead_id === lead)?.name ?? typed;
  const join = async () => {
    if (!lead) return;
    try {
      await enrol(sequence.sequence_id, { lead_id: lead });
      toast.done(t('mail.seq.enrolled', { name }));
    } catch (problem) {
      toast.failed(problem);
    }
    await queries.invalidateQueries({ queryKey: ['crm', 'enrolments'] });
  };
  return (
    <Section title={t('mail.seq.preview')}>
      <Select
        label={t('mail.seq.preview.lead')}
        placeholder={t('mail.seq.preview.find')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('common.filter.clear') }}
        data={leads.map((one) => ({ value: one.lead_id, label: [one.name, one.email].filter(Boolean).join(' · ') }))}
        filter={({ options }) => options}
        value={lead}
        onSearchChange={(text) => setTyped(text.split(' · ')[0] ?? '')}
        onChange={setLead}
      />
      {unsaved && <p className={css.hint}>{t('mail.seq.preview.unsaved')}</p>}
      {error && lead ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {lead && data && (
        <>
          <p className={css.hint}>{t('mail.seq.preview.zone', { zone: data.time_zone })}</p>
          {data.would_exit && <p className={css.late}>{t('mail.seq.preview.exit', { why: t(`mail.seq.exit.${data.would_exit}`) })}</p>}
          {data.steps.length === 0 && <p className={css.hint}>{t('mail.seq.preview.none')}</p>}
          <ol className={css.steps}>
            {data.steps.map((one) => (
              <li key={one.step.step_id}>
                <p className={css.head}>
                  <strong>{one.subject ?? t('mail.seq.step.no', { number: one.place + 1, what: t(`mail.seq.step.${one.step.content.kind}`) })}</strong>
                  <span>{[instant(one.at), ...(one.holds === null || one.holds === undefined ? [] : [t(one.holds ? 'mail.seq.preview.holds' : 'mail.seq.preview.not')])].join(' · ')}</span>
                </p>
                {one.body && <p className={css.body}>{one.body}</p>}
                {one.step.content.kind === 'task' && <p className={css.body}>{one.step.content.title}</p>}
                {one.problem && <p className={css.late}><Said of={one.problem} /></p>}
              </li>
            ))}
          </ol>
          {canEnrol && !data.would_exit && <Button onClick={() => void join()}>{t('mail.seq.enrol', { name })}</Button>}
        </>
      )}
    </Section>
  );
}
