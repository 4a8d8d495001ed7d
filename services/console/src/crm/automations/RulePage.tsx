import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { useDetails } from '../../api/useDetails.ts';
import { instant } from '../../i18n/format.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useStanding } from '../../ui/useStanding.ts';
import { stand } from './change.ts';
import { ruleQuery, type RuleDetails, type Status } from './data.ts';
import css from './automations.module.css';
import { RuleEditor } from './RuleEditor.tsx';
import { useToRule } from './useToRule.ts';
import { later } from '../../ui/soon.ts';

const Runs = later(() => import('./Runs.tsx'), 'Runs');

/** A rule: what it says, what it would have done, what it did and why. */
export function RulePage({ id }: { readonly id: string }) {
  const queries = useQueryClient();
  const may = useMay()('crm:settings:manage');
  const toRule = useToRule();
  const [busy, setBusy] = useState(false);
  const { data, error, refetch } = useQuery(ruleQuery(id));
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={2} label={t('automations.title')} />;
  const { value: rule } = data;
  const turn = async (status: Status, label: string) => {
    setBusy(true);
    try {
      if (await stand(queries, data, status, label)) toast.done(t('automations.stood', { name: t(`automations.status.${status}`) }));
    } catch (problem) {
      toast.failed(problem);
    }
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ['crm', 'automations'] });
  };
  const button = (status: Status, label: string, variant: 'default' | 'filled' = 'default') => (
    <Button size="xs" variant={variant} disabled={busy} onClick={() => void turn(status, label)}>
      {label}
    </Button>
  );
  return (
    <div className={css.stack}>
      <div className={css.head}>
        <Button variant="subtle" size="compact-sm" onClick={() => toRule()}>
          {t('automations.back')}
        </Button>
        <h2 className={css.name}>{rule.name}</h2>
        <StateBadge tone={rule.status === 'active' ? 'good' : 'neutral'}>{t(`automations.status.${rule.status}`)}</StateBadge>
        {may && rule.status !== 'archived' && (
          <div className={css.tools}>
            {rule.status === 'active' ? button('paused', t('automations.pause')) : button('active', t('automations.activate'), 'filled')}
            {button('archived', t('automations.archive'))}
          </div>
        )}
      </div>
      {rule.status === 'archived' && <p className={css.hint}>{t('automations.archived')}</p>}
      <Standing rule={data} />
      <Runs rule={id} />
      <Past rule={rule} />
    </div>
  );
}

/** What is being written is not thrown away by what others do to the rule meanwhile. */
function Standing({ rule }: { readonly rule: Versioned<RuleDetails> }) {
  const { base, hold } = useStanding(rule);
  return <RuleEditor key={base.etag} rule={base} hold={hold} />;
}

/** How often the rule was looked at, and what it said before. */
function Past({ rule }: { readonly rule: RuleDetails }) {
  const { saidOf } = useDetails();
  const sum = (of: (day: RuleDetails['days'][number]) => number) => rule.days.reduce((all, day) => all + of(day), 0);
  const reason = rule.days.find((day) => day.last_reason)?.last_reason;
  return (
    <div className={css.columns}>
      <Section title={t('automations.days')}>
        <p className={css.hint}>{t('automations.days.sum', { ran: sum((day) => day.ran), not: sum((day) => day.not_so), undecided: sum((day) => day.undecided) })}</p>
        {reason && <p className={css.hint}>{t('automations.days.reason', { why: saidOf(reason) })}</p>}
      </Section>
      <Section title={t('automations.versions')}>
        <ul className={css.list}>
          {rule.versions.map((version) => (
            <li key={version.rule_version}>
              <div className={css.what}>
                {t('automations.version.no', { number: version.rule_version, when: instant(version.made_at) })}
                <span className={css.sub}>{`${tMaybe(`rulefields.trigger.${version.trigger}`, version.trigger)} → ${version.actions.map((action) => t(`automations.action.${action.kind}`)).join(', ')}`}</span>
                {version.condition && <code className={css.code}>{version.condition}</code>}
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
