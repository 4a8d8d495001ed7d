import { useQuery } from '@tanstack/react-query';
import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { projectTone } from '../parts.tsx';
import css from '../projects.module.css';
import { projectQuery, projectTimeQuery } from '../queries.ts';
import { Milestones } from './Milestones.tsx';
import { MoneySection } from './MoneySection.tsx';

/** A project at the side of a list. */
export function ProjectPeek({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(projectQuery(id));
  const { data: time } = useQuery(projectTimeQuery(id));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.projects.project')} />;
  const project = data.value;
  return (
    <div className={css.stack}>
      <div>
        <h2>{project.name}</h2>
        <StateBadge tone={projectTone[project.status]}>{t(`projects.status.${project.status}`)}</StateBadge>
      </div>
      <Facts
        items={[
          [t('projects.project.client'), project.account_name],
          [t('projects.project.starts'), date(project.starts_on)],
          [t('projects.project.budgetHours'), project.budget_hours === '0' ? undefined : hours(project.budget_hours)],
          [t('projects.project.budget'), <MoneyCell key="budget" value={project.budget_amount} />],
        ]}
      />
      <MoneySection project={project} time={time} />
      <Milestones base={data} />
    </div>
  );
}
