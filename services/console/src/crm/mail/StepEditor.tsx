import { ActionIcon, Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { t, tMaybe } from '../../i18n/index.ts';
import css from './mail.module.css';
import { fresh, freshTest, kinds, moved, readNumber, tests, type Content, type Kind, type Test } from './steps.ts';
import { variables } from './Templates.tsx';

/** A step while it is written; `key` holds its place in the page, also before it has an id. */
export type Draft = { readonly key: string; readonly step_id?: string; readonly content: Content };
type Props = { readonly steps: readonly Draft[]; readonly editable: boolean; readonly onChange: (steps: Draft[]) => void };
type Of<K extends Kind> = Extract<Content, { kind: K }>;

/** The steps of a sequence, one under the other; each is moved and removed by its own buttons. */
export function StepEditor({ steps, editable, onChange }: Props) {
  const add = (kind: Kind) => onChange([...steps, { key: crypto.randomUUID(), content: fresh(kind, steps.map((one) => one.content)) }]);
  const change = (at: number, content: Content) => onChange(steps.map((one, place) => (place === at ? { ...one, content } : one)));
  return (
    <>
      {steps.length === 0 && <p className={css.hint}>{t('mail.seq.steps.none')}</p>}
      <ol className={css.steps}>
        {steps.map((step, at) => {
          const number = at + 1;
          const title = t('mail.seq.step.no', { number, what: t(`mail.seq.step.${step.content.kind}`) });
          return (
            <li key={step.key} aria-label={title}>
              <div className={css.stepHead}>
                <strong>{title}</strong>
                {editable && (
                  <>
                    <ActionIcon size={28} aria-label={t('mail.seq.step.up', { number })} disabled={at === 0} onClick={() => onChange(moved(steps, at, -1))}>
                      <IconArrowUp size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon size={28} aria-label={t('mail.seq.step.down', { number })} disabled={number === steps.length} onClick={() => onChange(moved(steps, at, 1))}>
                      <IconArrowDown size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon size={28} aria-label={t('mail.seq.step.remove', { number })} onClick={() => onChange(steps.filter((_, place) => place !== at))}>
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </>
                )}
              </div>
              <fieldset className={css.fieldset} disabled={!editable}>
                <legend className="hidden">{title}</legend>
                <Fields content={step.content} first={!steps.slice(0, at).some((one) => one.content.kind === 'mail')} set={(content) => change(at, content)} />
              </fieldset>
            </li>
          );
        })}
      </ol>
      {editable && (
        <div className={css.tools} role="group" aria-label={t('mail.seq.add')}>
          {kinds.map((kind) => (
            <Button key={kind} size="xs" variant="default" onClick={() => add(kind)}>
              {t(`mail.seq.step.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

type FieldsProps<C extends Content> = { readonly content: C; readonly first: boolean; readonly set: (content: Content) => void };

function Fields({ content, first, set }: FieldsProps<Content>) {
  switch (content.kind) {
    case 'mail':
      return <MailFields content={content} first={first} set={set} />;
    case 'task':
      return (
        <div className={css.fields}>
          <TextInput label={t('mail.seq.task.title')} value={content.title} onChange={(event) => set({ ...content, title: event.currentTarget.value })} />
          <TextInput label={t('mail.seq.task.due')} inputMode="numeric" className="num" value={String(content.due_in_days)} onChange={(event) => set({ ...content, due_in_days: readNumber(event.currentTarget.value) })} />
        </div>
      );
    case 'wait':
      return (
        <div className={css.fields}>
          <TextInput label={t('mail.seq.wait.days')} inputMode="numeric" className="num" value={String(content.days)} onChange={(event) => set({ ...content, days: readNumber(event.currentTarget.value) })} />
          <TextInput label={t('mail.seq.wait.hours')} inputMode="numeric" className="num" value={String(content.hours)} onChange={(event) => set({ ...content, hours: readNumber(event.currentTarget.value) })} />
        </div>
      );
    case 'condition':
      return <ConditionFields content={content} first={first} set={set} />;
  }
}

function MailFields({ content, first, set }: FieldsProps<Of<'mail'>>) {
  return (
    <div className={css.stack}>
      {!first && <Checkbox label={t('mail.seq.continues')} checked={content.continues} onChange={(event) => set({ ...content, continues: event.currentTarget.checked, subject: content.subject || '-' })} />}
      {(first || !content.continues) && <TextInput label={t('mail.subject')} value={content.subject} onChange={(event) => set({ ...content, subject: event.currentTarget.value })} />}
      <Textarea
        label={t('mail.body')}
        description={t('mail.template.variables', { names: variables })}
        autosize
        minRows={3}
        value={content.body}
        onChange={(event) => set({ ...content, body: event.currentTarget.value, subject: content.continues ? content.subject || '-' : content.subject })}
      />
    </div>
  );
}

const statuses = ['new', 'working', 'nurture'] as const;

function ConditionFields({ content, set }: FieldsProps<Of<'condition'>>) {
  const { test } = content;
  const ask = (next: Test) => set({ ...content, test: next });
  const skip = (text: string) => set({ ...content, otherwise_skip: readNumber(text) || null });
  return (
    <div className={css.fields}>
      <Select label={t('mail.seq.test')} data={tests.map((value) => ({ value, label: t(`mail.seq.test.${value}`) }))} value={test.test} onChange={(value) => ask(freshTest(tests.find((one) => one === value) ?? 'open_deal'))} />
      {test.test === 'lead_status' && (
        <Select label={t('mail.seq.test.value')} data={statuses.map((value) => ({ value, label: tMaybe(`leads.status.${value}`, value) }))} value={test.status} onChange={(value) => ask({ test: 'lead_status', status: statuses.find((one) => one === value) ?? 'working' })} />
      )}
      {test.test === 'lead_score' && <TextInput label={t('mail.seq.test.value')} inputMode="numeric" className="num" value={String(test.at_least)} onChange={(event) => ask({ test: 'lead_score', at_least: readNumber(event.currentTarget.value) })} />}
      {test.test === 'country' && <TextInput label={t('mail.seq.test.value')} maxLength={2} value={test.country} onChange={(event) => ask({ test: 'country', country: event.currentTarget.value.toUpperCase() })} />}
      <TextInput label={t('mail.seq.otherwise')} inputMode="numeric" className="num" value={String(content.otherwise_skip ?? '')} onChange={(event) => skip(event.currentTarget.value)} />
    </div>
  );
}
