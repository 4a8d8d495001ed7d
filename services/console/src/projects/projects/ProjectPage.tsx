import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { PeekLink, projectTone } from '../parts.tsx';
import css from '../projects.module.css';
import { projectQuery, projectTimeQuery } from '../queries.ts';
import { projectRoute } from '../routes.ts';
import { dealQuery } from './deal.ts';
import { Decisions } from './Decisions.tsx';
import { hoursIn } from './figures.ts';
import { ForecastSection } from './ForecastSection.tsx';
import { Milestones } from './Milestones.tsx';
import { MoneySection } from './MoneySection.tsx';
import { Tasks } from './Tasks.tsx';
import { later } from '../../ui/soon.ts';

// The list of entries comes with its tab, and a menu when there is something it could open over.
const TimeOfProject = later(() => import('./TimeOfProject.tsx'), 'TimeOfProject');
const ProjectActions = later(() => import('./ProjectActions.tsx'), 'ProjectActions');

/** All there is to know of a project: what was promised, what is done, what it cost and what is not billed yet. */
export function ProjectPage() {
  const { id } = projectRoute.useParams();
  const { tab } = projectRoute.useSearch();
  const may = useMay();
  const { data, error, refetch } = useQuery(projectQuery(id));
  const { data: time } = useQuery(projectTimeQuery(id));
  if (!data)
    return (
      <Page title={t('names.projects.project')}>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={3} label={t('names.projects.project')} />}
      </Page>
    );
  const project = data.value;
  const logged = time && hoursIn(time);
  return (
    <Page
      title={project.name}
      back={<Link to="/projects">{t('names.projects.title')}</Link>}
      lead={<StateBadge tone={projectTone[project.status]}>{t(`projects.status.${project.status}`)}</StateBadge>}
      action={
        may('projects:project:write') &&
        project.status !== 'completed' && (
          <ProjectActions base={data} meanwhile={<Button variant="default" disabled rightSection={<IconChevronDown size={14} aria-hidden />}>{t('projects.project.actions')}</Button>} />
        )
      }
      fill={tab === 'time'}
    >
      <Decisions project={id} />
      <Tabs
        label={t('projects.project.parts')}
        tabs={[
          { to: `/projects/${id}`, label: t('projects.project.overview'), open: tab === undefined },
          { to: `/projects/${id}`, search: { tab: 'time' }, label: t('projects.project.time'), open: tab === 'time' },
        ]}
      />
      {tab === 'time' ? (
        <TimeOfProject project={id} meanwhile={<Waiting columns={6} label={t('projects.project.time')} />} />
      ) : (
        <>
          <Section title={t('projects.project.facts')}>
            <Facts
              items={[
                [t('projects.project.client'), project.account_id && may('crm:read') ? <PeekLink kind="account" id={project.account_id}>{project.account_name ?? t('projects.project.client')}</PeekLink> : project.account_name],
                ...(project.deal_id && !may('crm:read')
                  ? []
                  : [[t('projects.project.deal'), project.deal_id ? <PeekLink key="deal" kind="deal" id={project.deal_id}><DealName id={project.deal_id} /></PeekLink> : t('projects.project.noDeal')] as const]),
                [t('projects.project.starts'), date(project.starts_on)],
                [t('projects.project.budgetHours'), project.budget_hours === '0' ? undefined : hours(project.budget_hours)],
                [t('projects.project.logged'), logged && t('projects.project.loggedOf', { logged: hours(logged.logged), approved: hours(logged.approved) })],
              ]}
            />
          </Section>
          <div className={css.columns}>
            <MoneySection project={project} time={time} />
            <ForecastSection project={project} />
          </div>
          <Milestones base={data} />
          <Tasks base={data} time={time} />
        </>
      )}
    </Page>
  );
}

/** Until it is known, or when it cannot be asked for, what the link does. */
function DealName({ id }: { readonly id: string }) {
  const { data } = useQuery(dealQuery(id));
  return data?.value.name ?? t('projects.project.showDeal');
}
