import { useQueries, useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Figure, MoneyCell } from '../../ui/Figure.tsx';
import { projectNamesQuery, type Claim } from '../claims/queries.ts';
import css from './approval.module.css';
import { budgetOf, budgetQuery, projectsOf } from './budget.ts';

/** What is left of the cost budget of each project, before and after this claim. */
export function Budgets({ claim }: { claim: Claim }) {
  const may = useMay();
  const reports = may('reporting:read');
  const projects = reports ? projectsOf(claim) : [];
  const found = useQueries({ queries: projects.map((project) => budgetQuery(project, reports)) });
  const { data: names } = useQuery(projectNamesQuery);
  const shown = projects.flatMap((project, index) => {
    const data = found[index]?.data;
    const budget = data && budgetOf(claim, project, data);
    return budget ? [{ project, name: names?.find((one) => one.project_id === project)?.name ?? '', ...budget }] : [];
  });
  return shown.map(({ project, name, budget, before, after, over }) => (
    <dl key={project} className={css.budget}>
      <div>
        <dt>{t('expenses.budget.of', { name })}</dt>
        <dd><Figure value={budget} label={t('expenses.budget.of', { name })} explain={{ account: 'cost_budget', project_id: project }} /></dd>
      </div>
      <div>
        <dt>{t('expenses.budget.before')}</dt>
        <dd><MoneyCell value={before} /></dd>
      </div>
      <div data-over={over || undefined}>
        <dt>{over ? t('expenses.budget.over') : t('expenses.budget.after')}</dt>
        <dd><MoneyCell value={after} /></dd>
      </div>
    </dl>
  ));
}
