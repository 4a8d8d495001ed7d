import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { hours, minor, sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Figure } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { Bar } from '../parts.tsx';
import css from '../projects.module.css';
import type { Entry, Project } from '../queries.ts';
import { ticks } from '../time/hours.ts';
import { hoursIn, plannedMargin, unbilledTime } from './figures.ts';
import { MarginShare } from './MarginShare.tsx';
import { marginsQuery } from './queries.ts';

/** `bar` of how much of the plan is used; `part` of the sum in the row above. */
type Row = readonly [name: string, figure: ReactNode, of: ReactNode, more?: { readonly bar?: ReactNode; readonly part?: true }];
const number = (amount: string) => Number(minor(amount));

/** Budget against actual, in hours and in money; each figure of the ledger explains itself. */
export function MoneySection({ project, time }: { readonly project: Project; readonly time: readonly Entry[] | undefined }) {
  const may = useMay();
  // What leads here from elsewhere (`#money`) comes before this is drawn, so that the browser finds no such place.
  const here = useRef<HTMLDivElement>(null);
  const meant = useLocation({ select: ({ hash }) => hash === 'money' });
  useEffect(() => {
    if (!meant) return;
    here.current?.closest('section')?.scrollIntoView({ block: 'start' });
    here.current?.focus({ preventScroll: true });
  }, [meant]);
  const { data: margins } = useQuery({ ...marginsQuery, enabled: may('reporting:read') });
  const margin = margins?.get(project.project_id);
  const logged = time && hoursIn(time);
  const unbilled = time && unbilledTime(time);
  const label = (name: string) => `${name}, ${project.name}`;
  const figure = (name: string, one: { amount: { amount: string; currency: string }; explain: string }) => <Figure value={one.amount} label={label(name)} explain={one.explain} />;
  const planned = margin && plannedMargin(margin.project_budget.amount, margin.cost_budget.amount);
  const costs = margin && sums([margin.labour_cost.amount, margin.expense_cost.amount])[0];
  const rows: Row[] = [];
  if (logged)
    rows.push([
      t('projects.project.logged'),
      <Link key="logged" to="/projects/$id" params={{ id: project.project_id }} search={{ tab: 'time' } as never} className={css.opens} aria-label={`${label(t('projects.project.logged'))}: ${hours(logged.logged)}`}>
        {hours(logged.logged)}
      </Link>,
      project.budget_hours === '0' ? t('projects.money.noBudget') : hours(project.budget_hours),
      { bar: <Bar used={ticks(logged.logged)} of={ticks(project.budget_hours)} /> },
    ]);
  if (margin) {
    rows.push(
      [
        t('projects.money.revenue'),
        figure(t('projects.money.revenue'), margin.revenue),
        figure(t('projects.project.budget'), margin.project_budget),
        { bar: <Bar used={number(margin.revenue.amount.amount)} of={number(margin.project_budget.amount.amount)} /> },
      ],
      [
        t('projects.money.costs'),
        costs && <Figure key="costs" value={costs} label={label(t('projects.money.costs'))} explain={{ account: 'labour_cost,expense_cost', project_id: project.project_id, currency: margin.currency }} />,
        figure(t('projects.money.costBudget'), margin.cost_budget),
        { bar: <Bar used={costs ? number(costs.amount) : 0} of={number(margin.cost_budget.amount.amount)} /> },
      ],
      [t('projects.money.labour'), figure(t('projects.money.labour'), margin.labour_cost), '', { part: true }],
      [t('projects.money.expenses'), figure(t('projects.money.expenses'), margin.expense_cost), '', { part: true }],
      [
        t('projects.money.margin'),
        <strong key="margin">
          {figure(t('projects.money.margin'), margin.margin)}
          {margin.margin_percent !== null && margin.margin_percent !== undefined && (
            <span className={css.sub}>
              <MarginShare margin={margin} name={project.name} />
            </span>
          )}
        </strong>,
        planned && (
          <Figure
            key="planned"
            value={planned}
            label={label(t('projects.money.plannedMargin'))}
            // The contra account has the cost budget with the other sign, so that both sum to what is left.
            explain={{ account: 'project_budget,cost_budget_contra', project_id: project.project_id, currency: margin.currency }}
          />
        ),
      ],
      [t('projects.money.unbilled'), figure(t('projects.money.unbilled'), margin.unbilled_work), ''],
    );
  }
  if (unbilled && unbilled.entries > 0)
    rows.push([
      t('projects.money.unbilledTime'),
      <span key="time">
        {unbilled.amounts.map((amount) => (
          <Figure
            key={amount.currency}
            value={amount}
            label={label(t('projects.money.unbilledTime'))}
            explain={may('reporting:read') ? { account: 'unbilled_time', project_id: project.project_id, currency: amount.currency } : undefined}
          />
        ))}
        <span className={css.sub}>{t('projects.money.unbilledOf', { hours: hours(unbilled.hours), count: unbilled.entries })}</span>
      </span>,
      '',
    ]);
  return (
    <Section title={t('projects.money.title')}>
      <div ref={here} id="money" tabIndex={-1} />
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('projects.money.what')}</th>
            <th scope="col" data-end>
              {t('projects.money.actual')}
            </th>
            <th scope="col" data-end>
              {t('projects.money.plan')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, actual, plan, more]) => (
            <tr key={name} data-part={more?.part}>
              <th scope="row">
                {name}
                {more?.bar}
              </th>
              <td data-end>{actual}</td>
              <td data-end>{plan}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {margin && <p className={css.sub}>{t('projects.money.hint')}</p>}
    </Section>
  );
}
