import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey, type Versioned } from '../../api/client.ts';
import { placed, ProblemError, sentence, type FieldError } from '../../api/problems.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { complete } from './actions.ts';
import { ActionsEditor, type Draft } from './ActionsEditor.tsx';
import css from './automations.module.css';
import { createRule, ruleQuery, triggersQuery, updateRule, type Action, type RuleDetails } from './data.ts';
import { useToRule } from './useToRule.ts';
import { later, soon } from '../../ui/soon.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { meeting, type Fields } from '../../ui/meeting.tsx';
import { plainly } from '../../ui/plainly.ts';
import { useHold } from '../../ui/useStanding.ts';

const ConditionEditor = later(() => import('../conditions/ConditionEditor.tsx'), 'ConditionEditor');
const DryRun = soon(() => import('./DryRun.tsx'), 'DryRun');

/** What of a rule is written here. */
type Says = { readonly name: string; readonly note: string | null; readonly trigger: string; readonly condition: string | null; readonly actions: readonly Action[] };
const saysOf = ({ name, note, trigger, condition, actions }: RuleDetails): Says => ({ name, note: note ?? null, trigger, condition: condition ?? null, actions });
const fields = (): Fields<Says> => ({
  name: { label: t('automations.name') },
  note: { label: t('automations.note') },
  trigger: { label: t('automations.trigger'), show: (one) => tMaybe(`rulefields.trigger.${one}`, one) },
  condition: { label: t('automations.condition'), show: (one) => <code>{one}</code> },
  actions: {
    label: t('automations.part.then'),
    show: (all) => (
      <ol>
        {all.map(({ kind, ...more }, at) => (
          <li key={`${kind}${at}`}>
            {[t(`automations.action.${kind}`), plainly(more)].filter(Boolean).join(': ')}
          </li>
        ))}
      </ol>
    ),
  },
});

type Props = { readonly rule?: Versioned<RuleDetails>; /** Told while something is typed that is not saved. */ readonly hold?: (dirty: boolean) => void };
const nobody = () => undefined;

/** What a rule says: when, if, then. It can be tried on the past before it is saved. */
export function RuleEditor({ rule, hold = nobody }: Props) {
  const queries = useQueryClient();
  const toRule = useToRule();
  const before = rule?.value;
  const disabled = !useMay()('crm:settings:manage') || before?.status === 'archived';
  const { data: triggers = [] } = useQuery(triggersQuery);
  const [name, setName] = useState(before?.name ?? '');
  const [note, setNote] = useState(before?.note ?? '');
  const [trigger, setTrigger] = useState(before?.trigger ?? 'deal_won');
  const [{ condition, whole }, setCondition] = useState({ condition: before?.condition ?? '', whole: true });
  const [asked, setAsked] = useState(false);
  const [actions, setActions] = useState<readonly Draft[]>(() => (before?.actions ?? []).map((action) => ({ key: newKey(), action })));
  const [errors, setErrors] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const chosen = triggers.find((one) => one.name === trigger);
  const says = { trigger, condition: condition.trim() || null, actions: actions.map((one) => one.action) };
  const ready = name.trim() !== '' && says.actions.length > 0 && says.actions.every(complete);
  const body = { name: name.trim(), note: note.trim() || null, ...says };
  useHold(hold, before !== undefined && JSON.stringify(body) !== JSON.stringify({ ...body, ...saysOf(before) }));
  const onTop = ({ value, etag: seen }: Versioned<RuleDetails>) =>
    meeting.save<Says, Awaited<ReturnType<typeof updateRule>>>({
      service: 'crm',
      id: value.automation_id,
      title: value.name,
      fields: fields(),
      base: { value: saysOf(value), etag: seen },
      key: key.current,
      patch: body,
      send: ({ actions: all, ...more }, etag, sent) => updateRule(value.automation_id, { ...more, ...(all && { actions: [...all] }) }, etag, sent),
      fetch: async () => {
        const now = await queries.fetchQuery({ ...ruleQuery(value.automation_id), staleTime: 0 });
        return { value: saysOf(now.value), etag: now.etag };
      },
    });
  const save = async () => {
    setAsked(true);
    if (!ready || !whole) return setErrors([...(ready ? [] : [t('automations.needed')]), ...(whole ? [] : [t('automations.unfinished')])]);
    setBusy(true);
    setErrors([]);
    try {
      const saved = rule ? await onTop(rule) : await createRule({ ...body, active: false }, key.current);
      hold(false);
      await queries.invalidateQueries({ queryKey: ['crm', 'automations'] });
      if (saved) toast.done(t('automations.saved'));
      if (!rule && saved) toRule(saved.automation_id);
    } catch (problem) {
      setErrors(problem instanceof ProblemError && problem.errors.length > 0 ? problem.errors.map(told) : [sentence(problem)]);
    }
    // What was refused never happened, so the next try is another request.
    key.current = newKey();
    setBusy(false);
  };
  return (
    <>
      {!rule && (
        <div className={css.head}>
          <Button variant="subtle" size="compact-sm" onClick={() => toRule()}>
            {t('automations.back')}
          </Button>
          <h2 className={css.name}>{t('automations.new')}</h2>
          <p className={css.hint}>{t('automations.activate.why')}</p>
        </div>
      )}
      <Section title={t('automations.part.when')}>
        <div className={css.fields}>
          <TextInput label={t('automations.name')} required withAsterisk={false} maxLength={200} disabled={disabled} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Select
            label={t('automations.trigger')}
            searchable
            allowDeselect={false}
            disabled={disabled}
            data={triggers.map((one) => ({ value: one.name, label: tMaybe(`rulefields.trigger.${one.name}`, one.meaning) }))}
            value={trigger}
            onChange={(value) => value && setTrigger(value)}
          />
        </div>
        <Textarea mt={8} label={t('automations.note')} autosize minRows={1} disabled={disabled} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </Section>
      <Section title={t('automations.part.if')}>
        <ConditionEditor
          trigger={chosen}
          value={condition}
          disabled={disabled}
          asked={asked}
          meanwhile={<Waiting columns={2} label={t('automations.condition')} />}
          onChange={(next, all) => setCondition({ condition: next, whole: all })}
        />
      </Section>
      <Section title={t('automations.part.then')}>
        <ActionsEditor trigger={chosen} actions={actions} disabled={disabled} onChange={setActions} />
        {errors.length > 0 && (
          <div role="alert">
            <ul className={css.errors}>
              {errors.map((error) => (
                <li key={error}>{error}</li>
              ))}
            </ul>
          </div>
        )}
        {!disabled && (
          <div className={css.foot}>
            <Button disabled={busy} onClick={() => void save()}>
              {t('automations.save')}
            </Button>
          </div>
        )}
      </Section>
      {!disabled && (
        <DryRun says={{ ...says, actions: says.actions.filter(complete) }} whole={whole} />
      )}
    </>
  );
}

/** `/actions/1/person` is about the second action. */
function told(error: FieldError): string {
  const at = /^\/actions\/(\d+)/.exec(error.pointer)?.[1];
  return at === undefined ? placed(error) : `${Number(at) + 1}. ${error.detail}`;
}
