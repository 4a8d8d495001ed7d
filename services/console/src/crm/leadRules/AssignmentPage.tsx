import { Button, Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { newKey, type Schema, type Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { memberName, type Fields } from '../../ui/meeting.tsx';
import { useStanding } from '../../ui/useStanding.ts';
import { membersQuery } from '../deals/queries.ts';
import { LeadTabs } from '../leads/Tabs.tsx';
import { ConditionFields, emptyCondition } from './ConditionFields.tsx';
import { settingsQuery, type Condition, type Settings } from './queries.ts';
import { Rules, RulesFoot, type Keyed } from './RuleFrame.tsx';
import css from './rules.module.css';
import { WorkingHours } from './WorkingHours.tsx';
import { hoursInWords, inWords } from './words.ts';
import { hoursIn, hoursOf } from './workingHours.ts';
import { useSettings, type Says } from './useSettings.ts';

type Rule = Keyed<{
  readonly rule_id: string | null;
  readonly name: string;
  readonly conditions: readonly Keyed<Condition>[];
  readonly member_ids: readonly string[];
  readonly capacity: string;
  readonly active: boolean;
}>;
const whole = (typed: string) => (typed.trim() === '' ? null : Math.trunc(Number(typed)) || 0);

/** The rules that hand leads out, and how soon they have to be answered. */
export function AssignmentPage() {
  const { data, error, refetch } = useQuery(settingsQuery);
  return (
    <Page title={t('leads.assignment.title')}>
      <LeadTabs at="assignment" />
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Standing shown={data} />
      ) : (
        <Waiting columns={2} label={t('leads.assignment.title')} />
      )}
    </Page>
  );
}

/** What is being written is not thrown away by what others do meanwhile. */
function Standing({ shown }: { readonly shown: Versioned<Settings> }) {
  const { base, hold } = useStanding(shown);
  return <Assignment key={base.etag} shown={base} hold={hold} />;
}

type Request = Schema<'AssignmentRuleRequest'>;
const request = ({ rule_id, name, conditions, member_ids, capacity, active }: Request): Request => ({ rule_id: rule_id ?? null, name, conditions, member_ids, capacity: capacity ?? null, active });
const saysOf = ({ first_response_hours, working_hours, known_clients_first, assignment }: Settings): Says => ({
  first_response_hours: first_response_hours ?? null,
  working_hours: hoursIn(hoursOf(working_hours)),
  known_clients_first: known_clients_first ?? true,
  assignment: assignment.map((rule) => request({ ...rule, conditions: rule.conditions.map((one) => ({ ...one, values: one.values ?? [] })) })),
});
const fields = (): Fields<Says> => ({
  first_response_hours: { label: t('leads.assignment.clock') },
  working_hours: { label: t('leads.assignment.working'), show: hoursInWords },
  known_clients_first: { label: t('leads.assignment.clients'), show: (first) => t(first ? 'leads.rules.yes' : 'leads.rules.no') },
  assignment: {
    label: t('leads.assignment.title'),
    show: (rules) => (
      <ol>
        {rules.map(({ rule_id, name, conditions, member_ids, capacity, active }, at) => (
          <li key={rule_id ?? `new${at}`}>
            {[name, (conditions ?? []).map(inWords).join(', ') || t('leads.assignment.everybody'), member_ids.map(memberName).join(', '), capacity && `${t('leads.assignment.capacity')}: ${capacity}`, active === false && t('crm.pipeline.archived')]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ol>
    ),
  },
});

function Assignment({ shown, hold }: { readonly shown: Versioned<Settings>; readonly hold: (dirty: boolean) => void }) {
  const disabled = !useMay()('crm:settings:manage');
  const [hours, setHours] = useState(String(shown.value.first_response_hours ?? ''));
  const [working, setWorking] = useState(() => hoursOf(shown.value.working_hours));
  const [clients, setClients] = useState(shown.value.known_clients_first ?? true);
  const [rules, setRules] = useState<readonly Rule[]>(() =>
    shown.value.assignment.map((rule) => ({
      ...rule,
      key: rule.rule_id,
      capacity: String(rule.capacity ?? ''),
      conditions: rule.conditions.map((condition) => ({ ...condition, key: newKey() })),
    })),
  );
  const add = () => setRules([...rules, { key: newKey(), rule_id: null, name: '', conditions: [], member_ids: [], capacity: '', active: true }]);
  const now: Says = {
    first_response_hours: whole(hours),
    working_hours: hoursIn(working),
    known_clients_first: clients,
    assignment: rules.map(({ rule_id, name, conditions, member_ids, capacity, active }) =>
      request({
        rule_id,
        name: name.trim(),
        conditions: conditions.map(({ key: _key, ...condition }) => ({ ...condition, values: condition.values ?? [] })),
        member_ids: [...member_ids],
        capacity: whole(capacity),
        active,
      }),
    ),
  };
  const settings = useSettings({ shown, hold, saysOf, now, fields });
  return (
    <>
      <p className={css.hint}>{t('leads.assignment.what')}</p>
      <div className={css.row}>
        <TextInput label={t('leads.assignment.clock')} description={t('leads.assignment.clockHint')} disabled={disabled} className="num" inputMode="numeric" value={hours} onChange={(event) => setHours(event.currentTarget.value)} />
      </div>
      <WorkingHours value={working} onChange={setWorking} disabled={disabled} />
      <Checkbox label={t('leads.assignment.clients')} description={t('leads.assignment.clientsHint')} disabled={disabled} checked={clients} onChange={(event) => setClients(event.currentTarget.checked)} />
      {rules.length === 0 && <p className={css.hint}>{t('leads.assignment.nothing')}</p>}
      <Rules rules={rules} onRules={setRules} disabled={disabled} active={(rule) => rule.active} setActive={(rule, active) => ({ ...rule, active })}>
        {(rule, change) => <RuleFields rule={rule} change={change} disabled={disabled} />}
      </Rules>
      <RulesFoot settings={settings} disabled={disabled} onAdd={add} onSave={settings.save} />
    </>
  );
}

function RuleFields({ rule, change, disabled }: { readonly rule: Rule; readonly change: (rule: Rule) => void; readonly disabled: boolean }) {
  const { data: members = [] } = useQuery(membersQuery);
  const root = useRef<HTMLDivElement>(null);
  // Which condition gets the focus once it is drawn; the button that adds one, when none is left.
  const next = useRef<number>(undefined);
  useEffect(() => {
    if (next.current === undefined) return;
    const group = root.current?.querySelectorAll('[role=group]')[next.current];
    next.current = undefined;
    (group?.querySelector('input') ?? root.current?.querySelector<HTMLElement>('[data-add]'))?.focus();
  }, [rule.conditions]);
  const setCondition = (key: string, condition: Condition | null) =>
    change({ ...rule, conditions: rule.conditions.flatMap((one) => (one.key === key ? (condition ? [{ ...condition, key }] : []) : [one])) });
  const add = () => {
    next.current = rule.conditions.length;
    change({ ...rule, conditions: [...rule.conditions, { ...emptyCondition, key: newKey() }] });
  };
  /** The focus goes to the one behind it, else to the one before. */
  const remove = (key: string, at: number) => {
    next.current = Math.min(at, Math.max(rule.conditions.length - 2, 0));
    setCondition(key, null);
  };
  return (
    <>
      <div className={css.row}>
        <TextInput label={t('leads.assignment.name')} disabled={disabled} maxLength={200} value={rule.name} onChange={(event) => change({ ...rule, name: event.currentTarget.value })} />
        <TextInput
          label={t('leads.assignment.capacity')}
          placeholder={t('leads.assignment.capacityHint')}
          disabled={disabled}
          className="num"
          inputMode="numeric"
          value={rule.capacity}
          onChange={(event) => change({ ...rule, capacity: event.currentTarget.value })}
        />
      </div>
      <MultiSelect
        label={t('leads.assignment.members')}
        disabled={disabled}
        searchable
        value={[...rule.member_ids]}
        data={members.map((one) => ({ value: one.member_id, label: one.name }))}
        onChange={(member_ids) => change({ ...rule, member_ids })}
      />
      {rule.conditions.length === 0 && <p className={css.hint}>{t('leads.assignment.everybody')}</p>}
      <div ref={root} className={css.conditions}>
        {rule.conditions.map(({ key, ...condition }, at) => (
          <ConditionFields
            key={key}
            number={at + 1}
            condition={condition}
            disabled={disabled}
            onChange={(next) => setCondition(key, next)}
            remove={{ label: t('leads.rules.removeCondition', { number: String(at + 1) }), run: () => remove(key, at) }}
          />
        ))}
        {!disabled && (
          <div>
            <Button data-add size="compact-sm" variant="default" onClick={add}>
              {t('leads.assignment.addCondition')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
