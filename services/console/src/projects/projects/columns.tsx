import { date, daysBetween, hours, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Figure, MoneyCell } from '../../ui/Figure.tsx';
import type { Column } from '../../ui/grid/index.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { projectTone } from '../parts.tsx';
import css from '../projects.module.css';
import type { Project } from '../queries.ts';
import { MarginShare } from './MarginShare.tsx';
import { progressOf } from './figures.ts';
import type { Margin } from './queries.ts';

/** `margins` is left out for who may not read reports. */
export function projectColumns(margins: ReadonlyMap<string, Margin> | undefined): Column<Project>[] {
  const now = today();
  return [
    { id: 'name', header: t('projects.project.name'), width: 216, phone: 'title', sort: { asc: 'name' }, cell: (row) => <strong>{row.name}</strong> },
    { id: 'client', header: t('projects.project.client'), width: 152, phone: 'detail', cell: (row) => row.account_name ?? '–' },
    { id: 'status', header: t('projects.project.status'), width: 116, phone: 'state', cell: (row) => <StateBadge tone={projectTone[row.status]}>{t(`projects.status.${row.status}`)}</StateBadge> },
    {
      id: 'next',
      header: t('projects.project.next'),
      width: 172,
      cell: (row) => {
        const { next, done, all } = progressOf(row.milestones);
        if (!next) return all > 0 ? t('projects.milestone.allDone', { count: all }) : '–';
        const late = next.due_on && row.status === 'active' && next.due_on < now ? daysBetween(next.due_on, now) : 0;
        return (
          <>
            {done + 1}/{all} {next.name}{' '}
            {late > 0 ? <span className={css.late}>{t('projects.lateDays', { count: late })}</span> : next.due_on && <span className="num">{date(next.due_on, 'day')}</span>}
          </>
        );
      },
    },
    { id: 'hours', header: t('projects.project.budgetHours'), width: 104, align: 'end', hidden: true, cell: (row) => <span className="num">{row.budget_hours === '0' ? '–' : hours(row.budget_hours)}</span> },
    { id: 'budget', header: t('projects.project.budget'), width: 120, align: 'end', phone: 'figure', cell: (row) => <MoneyCell value={row.budget_amount} /> },
    ...(margins
      ? [
          {
            id: 'margin',
            header: t('projects.money.margin'),
            width: 120,
            align: 'end',
            cell: (row: Project) => {
              const margin = margins.get(row.project_id);
              return margin ? <Figure value={margin.margin.amount} label={`${t('projects.money.margin')}, ${row.name}`} explain={margin.margin.explain} /> : '–';
            },
          } as const,
          {
            id: 'marginPercent',
            header: t('projects.money.marginPercent'),
            width: 124,
            align: 'end',
            cell: (row: Project) => {
              const found = margins.get(row.project_id);
              return found ? <MarginShare margin={found} name={row.name} /> : '–';
            },
          } as const,
        ]
      : []),
    { id: 'starts', header: t('projects.project.starts'), width: 132, sort: { desc: '-starts_on' }, cell: (row) => <span className="num">{date(row.starts_on)}</span> },
  ];
}
