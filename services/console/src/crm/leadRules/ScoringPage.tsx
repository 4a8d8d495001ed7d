import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, type Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { LeadTabs } from '../leads/Tabs.tsx';
import { ConditionFields, emptyCondition } from './ConditionFields.tsx';
import { settingsQuery, type Condition, type Settings } from './queries.ts';
import { Rules, RulesFoot, type Keyed } from './RuleFrame.tsx';
import css from './rules.module.css';
import { useSettings } from './useSettings.ts';

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
        <Scoring key={data.etag} shown={data} />
      ) : (
        <Waiting columns={2} label={t('leads.scoring.title')} />
      )}
    </Page>
  );
}

function Scoring({ shown }: { readonly shown: Versioned<Settings> }) {
  const disabled = !useMay()('crm:settings:manage');
  const settings = useSettings(shown);
  const [rules, setRules] = useState<readonly Rule[]>(() => shown.value.scoring.map((rule) => ({ ...rule, key: rule.rule_id, points: String(rule.points) })));
  const add = () => setRules([...rules, { key: newKey(), rule_id: null, label: '', points: '', condition: emptyCondition, active: true }]);
  const save = () =>
    void settings.save({ scoring: rules.map(({ rule_id, label, points, condition, active }) => ({ rule_id, label: label.trim(), points: Math.trunc(Number(points)) || 0, condition, active })) });
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
      <RulesFoot settings={settings} disabled={disabled} onAdd={add} onSave={save} />
    </>
  );
}
