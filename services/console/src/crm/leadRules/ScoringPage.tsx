import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, type Schema, type Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import type { Fields } from '../../ui/meeting.tsx';
import { useStanding } from '../../ui/useStanding.ts';
import { LeadTabs } from '../leads/Tabs.tsx';
import { ConditionFields, emptyCondition } from './ConditionFields.tsx';
import { settingsQuery, type Condition, type Settings } from './queries.ts';
import { Rules, RulesFoot, type Keyed } from './RuleFrame.tsx';
import css from './rules.module.css';
import { useSettings, type Says } from './useSettings.ts';
import { inWords } from './words.ts';

type Rule = Keyed<{ readonly rule_id: string | null; readonly label: string; readonly points: string; readonly condition: Condition; readonly active: boolean }>;

/** The rules that give leads points. */
export function ScoringPage() {
  const { data, error, refetch } = useQuery(settingsQuery);
  return (
    <Page title={t('leads.scoring.title')}>
      <LeadTabs at="scoring" />
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Standing shown={data} />
      ) : (
        <Waiting columns={2} label={t('leads.scoring.title')} />
      )}
    </Page>
  );
}

/** What is being written is not thrown away by what others do meanwhile. */
function Standing({ shown }: { readonly shown: Versioned<Settings> }) {
  const { base, hold } = useStanding(shown);
  return <Scoring key={base.etag} shown={base} hold={hold} />;
}

const request = ({ rule_id, label, points, condition, active }: Schema<'ScoringRuleRequest'>) => ({ rule_id: rule_id ?? null, label, points, condition, active });
const saysOf = ({ scoring }: Settings): Says => ({ scoring: scoring.map(request) });
const fields = (): Fields<Says> => ({
  scoring: {
    label: t('leads.scoring.title'),
    show: (rules) => (
      <ol>
        {rules.map((rule, at) => (
          <li key={rule.rule_id ?? `new${at}`}>
            {[`${rule.label}: ${rule.points}`, inWords(rule.condition), rule.active === false && t('crm.pipeline.archived')].filter(Boolean).join(' · ')}
          </li>
        ))}
      </ol>
    ),
  },
});

function Scoring({ shown, hold }: { readonly shown: Versioned<Settings>; readonly hold: (dirty: boolean) => void }) {
  const disabled = !useMay()('crm:settings:manage');
  const [rules, setRules] = useState<readonly Rule[]>(() => shown.value.scoring.map((rule) => ({ ...rule, key: rule.rule_id, points: String(rule.points) })));
  const add = () => setRules([...rules, { key: newKey(), rule_id: null, label: '', points: '', condition: emptyCondition, active: true }]);
  const now: Says = { scoring: rules.map(({ rule_id, label, points, condition, active }) => request({ rule_id, label: label.trim(), points: Math.trunc(Number(points)) || 0, condition, active })) };
  const settings = useSettings({ shown, hold, saysOf, now, fields });
  return (
    <>
      <p className={css.hint}>{t('leads.scoring.what')}</p>
      {rules.length === 0 && <p className={css.hint}>{t('leads.scoring.nothing')}</p>}
      <Rules rules={rules} onRules={setRules} disabled={disabled} active={(rule) => rule.active} setActive={(rule, active) => ({ ...rule, active })}>
        {(rule, change) => (
          <>
            <div className={css.row}>
              <TextInput label={t('leads.scoring.label')} disabled={disabled} maxLength={200} value={rule.label} onChange={(event) => change({ ...rule, label: event.currentTarget.value })} />
              <TextInput label={t('leads.scoring.points')} disabled={disabled} className="num" inputMode="numeric" value={rule.points} onChange={(event) => change({ ...rule, points: event.currentTarget.value })} />
            </div>
            <ConditionFields condition={rule.condition} disabled={disabled} onChange={(condition) => change({ ...rule, condition })} />
          </>
        )}
      </Rules>
      <RulesFoot settings={settings} disabled={disabled} onAdd={add} onSave={settings.save} />
    </>
  );
}
