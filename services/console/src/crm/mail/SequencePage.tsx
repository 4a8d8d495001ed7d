import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { plainly } from '../../ui/plainly.ts';
import { changeSequenceRule } from './change.ts';
import { publishSequence, sequenceQuery, standSequence, updateSequence, type Sequence, type Step } from './data.ts';
import css from './mail.module.css';
import type { Draft } from './StepEditor.tsx';
import { useToSequence } from './useToSequence.ts';
import { later, soon } from '../../ui/soon.ts';

const StepEditor = later(() => import('./StepEditor.tsx'), 'StepEditor');
const Preview = soon(() => import('./Preview.tsx'), 'Preview');
const RuleEditor = later(() => import('./RuleEditor.tsx'), 'RuleEditor');
const People = later(() => import('./People.tsx'), 'People');

type Request = { readonly step_id: string | null; readonly content: Step['content'] };
const request = ({ step_id, content }: { readonly step_id?: string | null | undefined; readonly content: Step['content'] }): Request => ({ step_id: step_id ?? null, content });
/** The steps, as they are sent. */
type Says = { readonly steps: readonly Request[] };
const saysOf = (sequence: Sequence): Says => ({ steps: sequence.draft.map(request) });

const stepInWords = ({ kind, ...more }: Step['content']) => `${t(`mail.seq.step.${kind}`)}: ${plainly(more)}`;

const draftOf = (steps: readonly Step[]): Draft[] => steps.map((one) => ({ key: one.step_id, step_id: one.step_id, content: one.content }));

/** A sequence: what it does, who goes through it, and what would be sent when. */
export function SequencePage({ id }: { readonly id: string }) {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:lead:write');
  const toSequence = useToSequence();
  const { data, error, refetch } = useQuery(sequenceQuery(id));
  /** What is written, and on what: live updates renew what is shown, and nothing of theirs is written over unseen. */
  const [draft, setDraft] = useState<{ readonly steps: Draft[]; readonly on: Versioned<Sequence> }>();
  const [busy, setBusy] = useState(false);
  const back = (
    <Button variant="subtle" size="compact-sm" onClick={() => toSequence()}>
      {t('mail.seq.back')}
    </Button>
  );
  if (!data)
    return (
      <Page title={t('mail.seq.title')} back={back}>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={2} label={t('mail.seq.title')} />}
      </Page>
    );
  const { value: sequence } = data;
  const steps = draft?.steps ?? draftOf(sequence.draft);
  const current = sequence.versions.find((one) => one.version_no === sequence.current_version);
  const differs = JSON.stringify(current?.steps ?? []) !== JSON.stringify(sequence.draft);
  const editable = canWrite && sequence.status !== 'archived';
  /** Null: what somebody else did meanwhile is kept. */
  const act = async (doing: () => Promise<unknown>, said: string) => {
    setBusy(true);
    try {
      if ((await doing()) !== null) toast.done(said);
    } catch (problem) {
      toast.failed(problem);
    }
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ['crm', 'sequences'] });
  };
  const save = () =>
    act(async () => {
      const saved = await meeting.save<Says, Versioned<Sequence>>({
        service: 'crm',
        id,
        title: sequence.name,
        fields: { steps: { label: t('mail.seq.steps'), show: (all) => <ol>{all.map((one, place) => <li key={one.step_id ?? `new${place}`}>{stepInWords(one.content)}</li>)}</ol> } },
        base: { value: saysOf((draft?.on ?? data).value), etag: (draft?.on ?? data).etag },
        patch: { steps: steps.map(request) },
        merge: async () => ({ steps: (await import('../../api/merge.ts')).mergeLists<Request>({ id: (step) => step.step_id, anew: (step) => ({ ...step, step_id: null }) }) }),
        send: (patch, on) => updateSequence(id, { steps: [...(patch.steps ?? [])] }, on),
        fetch: async () => {
          const now = await queries.fetchQuery({ ...sequenceQuery(id), staleTime: 0 });
          return { value: saysOf(now.value), etag: now.etag };
        },
      });
      setDraft(undefined);
      return saved;
    }, t('mail.seq.saved'));
  /** Publishing and the like, on what is seen. */
  const does = (label: string, call: (on: string) => Promise<unknown>, can: (now: Sequence) => boolean = (now) => now.status !== 'archived') => () =>
    meeting.act<Sequence, unknown>({
      service: 'crm',
      id,
      title: sequence.name,
      fields: {
        status: { label: t('crm.order.status'), show: (status) => t(`mail.seq.status.${status}`) },
        name: { label: t('crm.order.name') },
        draft: { label: t('mail.seq.steps'), show: (all) => String(all.length) },
      },
      base: data,
      label,
      can,
      send: call,
      fetch: () => queries.fetchQuery({ ...sequenceQuery(id), staleTime: 0 }),
    });
  const stand = (status: 'active' | 'paused' | 'archived') => act(does(t(`mail.seq.status.${status}`), (on) => standSequence(id, status, on)), t('mail.seq.stood'));
  const next = sequence.current_version + 1;
  return (
    <Page
      title={sequence.name}
      back={back}
      lead={
        <span className={css.hint}>
          {[t(`mail.seq.status.${sequence.status}`), sequence.current_version > 0 ? t('mail.seq.version', { version: sequence.current_version }) : t('mail.seq.noVersion')].join(' · ')}
        </span>
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
              <Button disabled={busy} onClick={() => void act(does(t('mail.seq.publish', { version: next }), (on) => publishSequence(id, on)), t('mail.seq.published', { version: next }))}>
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
          <StepEditor steps={steps} editable={editable} onChange={(all) => setDraft((before) => ({ steps: all, on: before?.on ?? data }))} meanwhile={<Waiting columns={2} label={t('mail.seq.steps')} />} />
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
        <RuleEditor sequence={sequence} editable={editable} busy={busy} onSave={(on, changes) => act(() => changeSequenceRule(on, changes), t('mail.rule.saved'))} />
        <Preview sequence={sequence} unsaved={!!draft} canEnrol={editable && sequence.status === 'active'} />
        <People sequence={id} canWrite={canWrite} />
      </div>
    </Page>
  );
}
