import { useQuery } from '@tanstack/react-query';
import { addDays, date, money, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import css from '../home.module.css';
import { movementsQuery } from './queries.ts';
import { hasPast, monthEnds, seriesOf, specs, trendOf, type FigureSpec, type Series } from './series.ts';
import { moneyTrend, moneyWay, Tile, type Said } from './Tile.tsx';

/** The figures that matter, each the sum of postings that its link shows, by the months that what happened belongs to. */
export function LedgerFigures() {
  const { organization } = useSession();
  const { data, error, refetch } = useQuery(movementsQuery());
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <Section title={t('home.figures.title')} bare>
      <ul className={css.tiles} data-four aria-busy={!data}>
        {specs.map((spec) => {
          const title = titleOf(spec);
          if (!data) return <li key={spec.id} className={css.tile} aria-label={title} />;
          const [main, ...others] = seriesOf(spec, data, organization.base_currency);
          if (!main) return null;
          const past = hasPast(main.points);
          const ends = [...monthEnds(today(), main.points.length - 1), today()];
          return (
            <Tile
              key={spec.id}
              title={title}
              figure={shown(spec, main)}
              others={others.map((series) => shown(spec, series))}
              trend={past ? said(spec, main) : undefined}
              way={past ? moneyWay(title, main.points, ends, spec.flow ? 'months' : 'way') : undefined}
            />
          );
        })}
      </ul>
    </Section>
  );
}

const firstOfMonth = () => `${today().slice(0, 7)}-01`;

const titleOf = (spec: FigureSpec) => {
  const title = t(`home.figures.${spec.id}`);
  return spec.flow ? `${title}, ${date(today(), 'month')}` : title;
};

/** What came in a month is made of the postings that belong to its days. */
const shown = (spec: FigureSpec, { currency, now }: Series) => {
  const days = spec.flow ? { day_from: firstOfMonth(), day_to: addDays(nextMonth(), -1) } : {};
  return <Figure value={now} label={titleOf(spec)} explain={{ account: spec.accounts.join(','), currency, ...days }} />;
};

const nextMonth = () => `${addDays(firstOfMonth(), 31).slice(0, 7)}-01`;

/** A month that is not over is set beside the whole one before it, without saying that less came in it; what there is, against its end. */
function said(spec: FigureSpec, { points }: Series): Said | undefined {
  const last = addDays(firstOfMonth(), -1);
  const before = points.at(-2);
  if (!spec.flow) return moneyTrend(trendOf(points, spec.good), date(last, 'day'));
  return before && { said: `${date(last, 'month')}: ${money(before, 'compact')}` };
}
