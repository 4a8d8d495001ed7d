import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { membersQuery, pipelinesQuery } from '../deals/queries.ts';
import { exampleOf } from './actions.ts';
import css from './automations.module.css';
import { sequencesQuery, webhooksQuery, type Action, type Trigger } from './data.ts';

type Of<K extends Action['kind']> = Extract<Action, { kind: K }>;
type Props<A extends Action> = { readonly action: A; readonly trigger: Trigger | undefined; readonly set: (action: A) => void };
const priorities = ['low', 'normal', 'high'] as const;
const owner = '-';

/** What an action has to say. */
export function ActionFields({ action, trigger, set }: Props<Action>) {
  switch (action.kind) {
    case 'create_task':
      return <TaskFields action={action} trigger={trigger} set={set} />;
    case 'notify':
      return (
        <div className={css.fields}>
          <PersonField person={action.person} onChange={(person) => set({ ...action, person })} />
          <TextInput label={t('automations.text')} description={t('automations.text.hint', { example: exampleOf(trigger) })} maxLength={200} value={action.text} onChange={(event) => set({ ...action, text: event.currentTarget.value })} />
        </div>
      );
    case 'assign_owner':
      return <OwnerField action={action} trigger={trigger} set={set} />;
    case 'move_stage':
      return <StageField action={action} trigger={trigger} set={set} />;
    case 'enrol':
      return <SequenceField action={action} trigger={trigger} set={set} />;
    case 'call_webhook':
      return <WebhookField action={action} trigger={trigger} set={set} />;
  }
}

type Person = Of<'notify'>['person'];

function PersonField({ person, onChange }: { readonly person: Person; readonly onChange: (person: Person) => void }) {
  const { data: members = [] } = useQuery(membersQuery);
  return (
    <Select
      label={t('automations.person')}
      allowDeselect={false}
      data={[{ value: owner, label: t('automations.person.owner') }, ...members.map((one) => ({ value: one.member_id, label: one.name }))]}
      value={person.who === 'member' ? person.member_id : owner}
      onChange={(value) => onChange(!value || value === owner ? { who: 'record_owner' } : { who: 'member', member_id: value })}
    />
  );
}

function TaskFields({ action, trigger, set }: Props<Of<'create_task'>>) {
  return (
    <>
      <div className={css.fields}>
        <TextInput label={t('automations.task.title')} description={t('automations.text.hint', { example: exampleOf(trigger) })} maxLength={200} value={action.title} onChange={(event) => set({ ...action, title: event.currentTarget.value })} />
        <PersonField person={action.person} onChange={(person) => set({ ...action, person })} />
      </div>
      <div className={css.fields}>
        <TextInput
          label={t('automations.task.days')}
          className="num"
          inputMode="numeric"
          value={String(action.due_in_days)}
          onChange={(event) => set({ ...action, due_in_days: Math.min(365, Math.trunc(Number(event.currentTarget.value.replace(/\D/g, ''))) || 0) })}
        />
        <Select
          label={t('automations.task.priority')}
          allowDeselect={false}
          data={priorities.map((value) => ({ value, label: t(`automations.priority.${value}`) }))}
          value={action.priority ?? 'normal'}
          onChange={(value) => set({ ...action, priority: priorities.find((one) => one === value) ?? 'normal' })}
        />
      </div>
      <Textarea label={t('automations.task.note')} autosize minRows={1} value={action.note ?? ''} onChange={(event) => set({ ...action, note: event.currentTarget.value || null })} />
    </>
  );
}

function OwnerField({ action, trigger, set }: Props<Of<'assign_owner'>>) {
  const { data: members = [] } = useQuery(membersQuery);
  const rules = trigger?.records.includes('lead') ? [{ value: owner, label: t('automations.owner.rules') }] : [];
  const { owner: chosen } = action;
  return (
    <Select
      label={t('automations.person')}
      allowDeselect={false}
      data={[...rules, ...members.map((one) => ({ value: one.member_id, label: one.name }))]}
      value={chosen.who === 'member' ? chosen.member_id || null : owner}
      onChange={(value) => value && set({ ...action, owner: value === owner ? { who: 'assignment_rules' } : { who: 'member', member_id: value } })}
    />
  );
}

function StageField({ action, set }: Props<Of<'move_stage'>>) {
  const { data } = useQuery(pipelinesQuery);
  const pipelines = data?.items.filter((pipeline) => !pipeline.archived) ?? [];
  return (
    <Select
      label={t('automations.stage')}
      allowDeselect={false}
      data={pipelines.map((pipeline) => ({
        group: pipeline.name,
        items: pipeline.stages.filter((stage) => stage.status === 'open').map((stage) => ({ value: stage.stage_id, label: stage.name })),
      }))}
      value={action.stage_id || null}
      onChange={(value) => value && set({ ...action, stage_id: value })}
    />
  );
}

function SequenceField({ action, set }: Props<Of<'enrol'>>) {
  const { data } = useQuery(sequencesQuery);
  const usable = data?.filter((one) => one.status !== 'archived') ?? [];
  if (data && usable.length === 0) return <p className={css.hint}>{t('automations.sequence.none')}</p>;
  return (
    <Select label={t('automations.sequence')} allowDeselect={false} data={usable.map((one) => ({ value: one.sequence_id, label: one.name }))} value={action.sequence_id || null} onChange={(value) => value && set({ ...action, sequence_id: value })} />
  );
}

function WebhookField({ action, set }: Props<Of<'call_webhook'>>) {
  const { data } = useQuery(webhooksQuery());
  const usable = data?.filter((one) => one.active || one.webhook_id === action.webhook_id) ?? [];
  if (data && usable.length === 0) return <p className={css.hint}>{t('automations.webhook.none')}</p>;
  return (
    <Select label={t('automations.webhook')} allowDeselect={false} data={usable.map((one) => ({ value: one.webhook_id, label: one.name }))} value={action.webhook_id || null} onChange={(value) => value && set({ ...action, webhook_id: value })} />
  );
}
