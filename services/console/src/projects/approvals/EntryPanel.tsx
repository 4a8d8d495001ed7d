import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Facts, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { projectQuery, projectTimeQuery, type Entry } from '../queries.ts';
import css from './approvals.module.css';
import { budgetOf } from './groups.ts';

/** The entry that is open, and what approving it does to the hours of its task and project. */
export function EntryPanel({ entry, deciding }: { readonly entry: Entry; readonly deciding: readonly Entry[] }) {
  const { data: project } = useQuery(projectQuery(entry.project_id));
  const { data: time } = useQuery(projectTimeQuery(entry.project_id));
  const task = project?.value.tasks.find((one) => one.task_id === entry.task_id);
  const inProject = deciding.filter((one) => one.project_id === entry.project_id);
  const inTask = inProject.filter((one) => one.task_id === entry.task_id);
  const lines = project && time
    ? ([
        [entry.task_name, budgetOf(task?.planned_hours ?? '0', time.filter((one) => one.task_id === entry.task_id), inTask)],
        [project.value.name, budgetOf(project.value.budget_hours, time, inProject)],
      ] as const)
    : [];
  return (
    <>
      <Facts
        items={[
          [t('projects.approvals.person'), entry.person_name],
          [t('projects.approvals.day'), date(entry.work_on, 'long')],
          [t('names.projects.project'), project && <Link to="/projects/$id" params={{ id: entry.project_id }}>{project.value.name}</Link>],
          ...(entry.cost ? [[t('projects.approvals.cost'), <MoneyCell key="cost" value={entry.cost} />] as const] : []),
          [t('projects.approvals.billed'), entry.bill_amount ? <MoneyCell key="bill" value={entry.bill_amount} /> : t('projects.approvals.notBilled')],
        ]}
      />
      {lines.length > 0 && (
        <Section bare title={t('projects.approvals.budget')}>
          <table className={css.budget}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="hidden">{t('projects.time.work')}</span>
                </th>
                <th scope="col">{t('projects.approvals.before')}</th>
                <th scope="col">{t('projects.approvals.after')}</th>
                <th scope="col">{t('projects.approvals.planned')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(([name, budget]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{hours(budget.before)}</td>
                  <td>
                    {hours(budget.after)} {budget.over && <StateBadge tone="warn">{t('projects.approvals.over', { hours: hours(budget.over) })}</StateBadge>}
                  </td>
                  <td>{budget.planned === '0' ? t('projects.approvals.noPlan') : hours(budget.planned)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </>
  );
}
