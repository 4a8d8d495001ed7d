import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { publishSequence, sequenceQuery, standSequence, updateSequence, type Step } from './data.ts';
import css from './mail.module.css';
import type { Draft } from './StepEditor.tsx';
import { useToSequence } from './useToSequence.ts';
import { later, soon } from '../../ui/soon.ts';

const StepEditor = later(() => import('./StepEditor.tsx'), 'StepEditor');
const Preview = soon(() => import('./Preview.tsx'), 'Preview');
const RuleEditor = later(() => import('./RuleEditor.tsx'), 'RuleEditor');
const People = later(() => import('./People.tsx'), 'People');

const draftOf = (steps: readonly Step[]): Draft[] => steps.map((one) => ({ key: one.step_id, step_id: one.step_id, content: one.content }));

/** A sequence: what it does, who goes through it, and what would be sent when. */
export function SequencePage({ id }: { readonly id: string }) {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:lead:write');
  const toSequence = useToSequence();
  const { data, error, refetch } = useQuery(sequenceQuery(id));
  const [draft, setDraft] = useState<Draft[]>();
  const [busy, setBusy] = useState(false);
  const back = (
    <Button variant="subtle" size="compact-sm" onClick={() => toSequence()}>
      {t('mail.seq.back')}
    </Button>
  );
  if (!data)
    return (
      <Page title={t('mail.seq.title')} lead={back}>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={2} label={t('mail.seq.title')} />}
      </Page>
    );
  const { value: sequence, etag } = data;
  const steps = draft ?? draftOf(sequence.draft);
  const current = sequence.versions.find((one) => one.version_no === sequence.current_version);
  const differs = JSON.stringify(current?.steps ?? []) !== JSON.stringify(sequence.draft);
  const editable = canWrite && sequence.status !== 'archived';
  const act = async (doing: () => Promise<unknown>, said: string) => {
    setBusy(true);
    try {
      await doing();
      toast.done(said);
    } catch (problem) {
      toast.failed(problem);
    }
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ['crm', 'sequences'] });
  };
  const save = () =>
    act(async () => {
      await updateSequence(id, { steps: steps.map((one) => ({ step_id: one.step_id ?? null, content: one.content })) }, etag);
      setDraft(undefined);
    }, t('mail.seq.saved'));
  const stand = (status: 'active' | 'paused' | 'archived') => act(() => standSequence(id, status, etag), t('mail.seq.stood'));
  const next = sequence.current_version + 1;
  return (
    <Page
      title={sequence.name}
      lead={
        <>
          {back}
          <span className={css.hint}>
            {[t(`mail.seq.status.${sequence.status}`), sequence.current_version > 0 ? t('mail.seq.version', { version: sequence.current_version }) : t('mail.seq.noVersion')].join(' · ')}
          </span>
        </>
      }
      action={
        editable && (
          <div className={css.tools}>
            {sequence.status === 'active' && (
              <Button variant="default" disabled={busy} onClick={() => void stand('paused')}>
                {t('mail.seq.pause')}
              </Button>
            )}
            {sequence.status !== 'active' && sequence.current_version > 0 && (
              <Button variant="default" disabled={busy} onClick={() => void stand('active')}>
                {t('mail.seq.activate')}
              </Button>
            )}
            {sequence.status !== 'draft' && (
              <Button variant="default" disabled={busy} onClick={() => void stand('archived')}>
                {t('mail.seq.archive')}
              </Button>
            )}
            {differs && !draft && sequence.draft.length > 0 && (
              <Button disabled={busy} onClick={() => void act(() => publishSequence(id, etag), t('mail.seq.published', { version: next }))}>
                {t('mail.seq.publish', { version: next })}
              </Button>
            )}
          </div>
        )
      }
    >
      <div className={css.stack}>
        <Section title={t('mail.seq.steps')}>
          {differs && sequence.current_version > 0 && <p className={css.hint}>{t('mail.seq.changed')}</p>}
          <StepEditor steps={steps} editable={editable} onChange={setDraft} meanwhile={<Waiting columns={2} label={t('mail.seq.steps')} />} />
          {draft && (
            <div className={css.tools}>
              <Button disabled={busy} onClick={() => void save()}>
                {t('mail.seq.save')}
              </Button>
              <Button variant="default" onClick={() => setDraft(undefined)}>
                {t('common.cancel')}
              </Button>
            </div>
          )}
        </Section>
        <RuleEditor sequence={sequence} editable={editable} busy={busy} onSave={(changes) => act(() => updateSequence(id, changes, etag), t('mail.rule.saved'))} />
        <Preview sequence={sequence} unsaved={!!draft} canEnrol={editable && sequence.status === 'active'} />
        <People sequence={id} canWrite={canWrite} />
      </div>
    </Page>
  );
}
