import { useQueries } from '@tanstack/react-query';
import { date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import css from '../home.module.css';
import { balanceQuery } from './queries.ts';
import { monthEnds, seriesOf, specs, trendOf } from './series.ts';
import { moneyTrend, moneyWay, Tile } from './Tile.tsx';

/** The figures that matter, each the sum of postings that its link shows. */
export function LedgerFigures() {
  const { organization } = useSession();
  const day = today();
  const ends = monthEnds(day, 6);
  const found = useQueries({ queries: [...ends, undefined].map((end) => balanceQuery(end)) });
  const now = found.at(-1);
  const balances = found.flatMap(({ data }) => (data ? [data] : []));
  const whole = balances.length === found.length;
  const last = ends.at(-1) ?? day;
  if (now?.isError && !now.data) return <Failure error={now.error} onRetry={() => void now.refetch()} />;
  return (
    <Section title={t('home.figures.title')} bare>
      <ul className={css.tiles} aria-busy={!now?.data}>
        {specs.map((spec) => {
          const title = t(`home.figures.${spec.id}`);
          if (!now?.data) return <li key={spec.id} className={css.tile} aria-label={title} />;
          const [main, ...others] = seriesOf(spec, whole ? balances : [now.data], organization.base_currency);
          if (!main) return null;
          const figure = (series: typeof main) => (
            <Figure value={series.now} label={title} explain={{ account: spec.accounts.join(','), currency: series.currency }} />
          );
          return (
            <Tile
              key={spec.id}
              title={title}
              figure={figure(main)}
              others={others.map(figure)}
              trend={whole ? moneyTrend(trendOf(main.points, spec.good), date(last, 'day')) : undefined}
              pending={!whole}
              way={whole ? moneyWay(title, main.points, [...ends, day]) : undefined}
            />
          );
        })}
      </ul>
    </Section>
  );
}
