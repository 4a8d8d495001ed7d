import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { useDetails } from '../../api/useDetails.ts';
import { instant } from '../../i18n/format.ts';
import { problemText, t, tMaybe } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { useList } from '../../ui/useList.ts';
import { WithExport } from '../imports/Export.tsx';
import css from './automations.module.css';
import { runOrders, runsQuery, type Outcome, type Run, type RunOrder } from './data.ts';
import { Saw } from './Saw.tsx';
import { subjectOf } from './subject.ts';

const outcomes = ['done', 'refused', 'stopped', 'failed'] as const satisfies readonly Outcome[];
const tones: Readonly<Record<Outcome, Tone>> = { done: 'good', refused: 'warn', stopped: 'warn', failed: 'late' };

/** What rules did, or one of them, with why. */
export function Runs({ rule }: { readonly rule?: string }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [order, setOrder] = useState<RunOrder>('-ran_at');
  const runs = useList(runsQuery(rule, outcome, order));
  const title = rule ? t('automations.runs') : t('automations.runs.all');
  return (
    <Section
      title={title}
      aside={
        <WithExport rows={runs.rows.length} list="automation-runs" query={{ automation_id: rule, outcome, sort: order }}>
          <Select
            aria-label={t('automations.runs.outcome')}
            size="xs"
            allowDeselect={false}
            data={[{ value: '', label: t('automations.runs.any') }, ...outcomes.map((value) => ({ value, label: t(`automations.outcome.${value}`) }))]}
            value={outcome ?? ''}
            onChange={(value) => setOutcome(outcomes.find((one) => one === value))}
          />
          <Select
            aria-label={t('automations.runs.order')}
            size="xs"
            allowDeselect={false}
            data={runOrders.map((value) => ({ value, label: t(value === 'ran_at' ? 'automations.runs.earliest' : 'automations.runs.latest') }))}
            value={order}
            onChange={(value) => setOrder(runOrders.find((one) => one === value) ?? '-ran_at')}
          />
        </WithExport>
      }
    >
      {runs.error ? <Failure error={runs.error} onRetry={runs.retry} /> : null}
      {!runs.loading && !runs.error && runs.rows.length === 0 && <p className={css.hint}>{t('automations.runs.nothing')}</p>}
      <ul className={css.list}>
        {runs.rows.map((run) => (
          <RunRow key={run.run_id} run={run} named={!rule} />
        ))}
      </ul>
      {runs.more.has && (
        <Button variant="subtle" size="xs" loading={runs.more.loading} onClick={runs.more.load}>
          {t('common.more')}
        </Button>
      )}
    </Section>
  );
}

function RunRow({ run, named }: { readonly run: Run; readonly named: boolean }) {
  const { saidOf, toldOf } = useDetails();
  const subject = run.record && subjectOf(run.record);
  return (
    <li>
      <div className={css.what}>
        <div className={css.tools}>
          <StateBadge tone={tones[run.outcome]}>{t(`automations.outcome.${run.outcome}`)}</StateBadge>
          {subject && (
            <RecordLink kind={subject.kind} id={subject.id}>
              {run.record_name ?? subject.kind}
            </RecordLink>
          )}
          <span className={css.when}>{instant(run.ran_at)}</span>
        </div>
        <span className={css.sub}>
          {named ? (
            <Link to={'/crm/settings' as never} search={{ tab: 'automations', rule: run.automation_id } as never}>
              {t('automations.run.about', { what: run.automation_name, version: run.rule_version })}
            </Link>
          ) : (
            t('automations.run.about', { what: run.automation_name, version: run.rule_version })
          )}
        </span>
        {run.why && <p className={css.hint}>{run.outcome === 'stopped' ? t('automations.why.loop', { why: saidOf(run.why) }) : saidOf(run.why)}</p>}
        {run.chain.length > 1 && <p className={css.hint}>{t('automations.run.chain')}</p>}
        <Saw saw={run.saw} />
        {run.actions.length > 0 && (
          <ol className={css.would}>
            {run.actions.map((action, at) => (
              <li key={at}>{`${tMaybe(`automations.action.${action.kind}`, action.kind)}: ${resultOf(action, toldOf)}`}</li>
            ))}
          </ol>
        )}
      </div>
    </li>
  );
}

/** How an action ended, in the person's language where the refusal is known. */
function resultOf({ outcome, code, detail }: Run['actions'][number], toldOf: (code: string, told: string) => string): string {
  if (outcome !== 'refused') return t(`automations.result.${outcome}`);
  return t('automations.result.refused', { why: tMaybe(`automations.refusal.${code ?? ''}`, problemText(code ?? '', toldOf(code ?? '', detail ?? ''))) });
}
