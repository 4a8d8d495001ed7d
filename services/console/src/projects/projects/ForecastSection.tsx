import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { hours, isZero, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Figure, MoneyCell } from '../../ui/Figure.tsx';
import { Share } from '../../ui/Share.tsx';
import { Section } from '../../ui/Page.tsx';
import css from '../projects.module.css';
import type { Project } from '../queries.ts';
import { forecastQuery, hoursLeft, unknownText, type Forecast } from './forecast.ts';

/** What the project will bring in, cost and leave when it ends: each part explains itself, and what is not known is said. */
export function ForecastSection({ project }: { readonly project: Project }) {
  const may = useMay();
  const allowed = may('reporting:read');
  const { data, isPending } = useQuery({ ...forecastQuery(project.project_id), enabled: allowed, retry: false });
  if (!allowed || isPending) return null;
  return (
    <Section title={t('projects.forecast.title')}>
      {data ? <Known forecast={data} project={project} /> : <p className={css.sub}>{t('projects.forecast.none')}</p>}
    </Section>
  );
}

function Known({ forecast, project }: { readonly forecast: Forecast; readonly project: Project }) {
  const margin = t(forecast.complete ? 'projects.forecast.margin' : 'projects.forecast.knownMargin');
  return (
    <>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('projects.forecast.figure')}</th>
            <th scope="col" data-end>
              {t('projects.forecast.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          <Side name={t('projects.forecast.revenue')} side={forecast.revenue} forecast={forecast} project={project} />
          <Side name={t('projects.forecast.cost')} side={forecast.cost} forecast={forecast} project={project} />
          <Row
            name={<strong>{margin}</strong>}
            value={
              <strong>
                <MoneyCell value={forecast.margin} />
                {forecast.margin_percent !== null && forecast.margin_percent !== undefined && (
                  <span className={css.sub}>
                    <Share
                      value={forecast.margin_percent}
                      label={t('projects.money.marginPercent')}
                      of={project.name}
                      // Both are sums of the parts above, each of which explains itself.
                      part={{ label: margin, amount: forecast.margin }}
                      whole={{ label: t('projects.forecast.revenue'), amount: forecast.revenue.amount }}
                    />
                  </span>
                )}
              </strong>
            }
          />
          {forecast.variance_at_completion && <Row name={t('projects.forecast.budget')} value={<MoneyCell value={forecast.variance_at_completion} />} />}
        </tbody>
      </table>
      {forecast.unknown.length > 0 && (
        <>
          <p className={css.sub}>{t('projects.forecast.unknown.title')}</p>
          <ul className={css.sub}>
            {forecast.unknown.map((one) => (
              <li key={JSON.stringify(one)}>{unknownText(one, project.tasks)}</li>
            ))}
          </ul>
        </>
      )}
      <p className={css.sub}>{t('projects.forecast.hint')}</p>
    </>
  );
}

const Row = ({ name, value, part }: { readonly name: ReactNode; readonly value: ReactNode; readonly part?: boolean }) => (
  <tr data-part={part}>
    <th scope="row">{name}</th>
    <td data-end>{value}</td>
  </tr>
);

type Part = Forecast['revenue']['parts'][number];

/** A sum, and below it the parts that are not nothing. */
function Side({ name, side, forecast, project }: { readonly name: string; readonly side: { readonly amount: Money; readonly parts: readonly Part[] }; readonly forecast: Forecast; readonly project: Project }) {
  return (
    <>
      <Row name={<strong>{name}</strong>} value={<strong><MoneyCell value={side.amount} /></strong>} />
      {side.parts
        .filter((part) => !isZero(part.amount))
        .map((part) => {
          const what = t(`projects.forecast.part.${part.what}`);
          return (
            <Row
              key={part.what}
              part
              name={
                <>
                  {what}
                  {part.what === 'work_left' && <span className={css.sub}>{t('projects.forecast.left', { hours: hours(hoursLeft(forecast.left)), count: forecast.left.length })}</span>}
                </>
              }
              value={<Figure value={part.amount} label={`${what}, ${project.name}`} explain={part.explain ?? undefined} />}
            />
          );
        })}
    </>
  );
}
