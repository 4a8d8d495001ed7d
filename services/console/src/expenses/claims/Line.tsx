import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { date, money, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import css from './claims.module.css';
import { categoryName } from './categories.ts';
import { categoriesQuery, centerNamesQuery, projectNamesQuery, type ClaimLine } from './queries.ts';

/** A line as it is read: what, when, for what, how much. */
export function Line({ line, children }: { line: ClaimLine; children?: ReactNode }) {
  const { data: projects } = useQuery(projectNamesQuery);
  const { data: centers } = useQuery(centerNamesQuery);
  const { data: categories } = useQuery(categoriesQuery);
  const category = categories?.find((one) => one.category_id === line.category_id);
  const project = line.project_id && projects?.find((one) => one.project_id === line.project_id)?.name;
  const where = [
    date(line.spent_on),
    category ? categoryName(category.code, category.name) : line.category_name,
    project,
    line.cost_center_id && centers?.get(line.cost_center_id),
  ].filter(Boolean);
  return (
    <div className={css.line}>
      <div className={css.what}>
        <strong>{line.description}</strong>
        <span>{where.join(' · ')}</span>
        {line.charge && <span>{t('expenses.line.charged', { amount: money(line.charge.amount), vat: percent(line.charge.vat_rate, 2) })}</span>}
      </div>
      <MoneyCell value={line.amount} />
      {children}
    </div>
  );
}
