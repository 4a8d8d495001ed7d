import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { date, money, sums, today, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { Section } from '../../ui/Page.tsx';
import css from '../home.module.css';
import { ownDeals } from './queries.ts';
import { weighted, wonByMonth } from './sales.ts';
import { monthEnds, trendOf } from './series.ts';
import { moneyTrend, moneyWay, Tile } from './Tile.tsx';

/** The own deals of who sells: open, weighted, won this month. Each opens the deals it is the sum of. */
export function SalesFigures({ member }: { member: string }) {
  const { organization } = useSession();
  const open = useQuery(ownDeals('open', member)).data;
  const won = useQuery(ownDeals('won', member)).data;
  const base = organization.base_currency;
  const day = today();
  const days = [...monthEnds(day, 6), day];
  const link = (status: 'open' | 'won', title: string) => (value: Money) => (
    <Link to="/crm/deals" search={{ status, owner: member } as never} className={css.figure} aria-label={`${title}: ${money(value)}`}>
      {money(value)}
    </Link>
  );
  const tile = (title: string, status: 'open' | 'won', values: readonly Money[]) => {
    const [main = { currency: base, amount: '0' }, ...others] = values.toSorted((a, b) => Number(b.currency === base) - Number(a.currency === base));
    const show = link(status, title);
    return <Tile title={title} figure={show(main)} others={others.map(show)} />;
  };
  const months = won?.whole ? wonByMonth(won.rows, days.map((one) => one.slice(0, 7)), base) : undefined;
  const thisMonth = won?.rows.filter((deal) => deal.closed_on?.startsWith(day.slice(0, 7))) ?? [];
  const wonTitle = t('home.figures.won');
  const [wonNow = { currency: base, amount: '0' }, ...wonOthers] = sums(thisMonth.map((deal) => deal.value)).toSorted((a, b) => Number(b.currency === base) - Number(a.currency === base));
  return (
    <Section title={t('home.figures.mine')} bare>
      <ul className={css.tiles} aria-busy={!open || !won}>
        {open?.whole && tile(t('home.figures.open'), 'open', sums(open.rows.map((deal) => deal.value)))}
        {open?.whole && tile(t('home.figures.weighted'), 'open', weighted(open.rows))}
        {months && (
          <Tile
            title={wonTitle}
            figure={link('won', wonTitle)(wonNow)}
            others={wonOthers.map(link('won', wonTitle))}
            trend={wonNow.currency === base ? moneyTrend(trendOf(months, 'up'), date(days.at(-2) ?? day, 'month')) : undefined}
            way={moneyWay(wonTitle, months, days)}
          />
        )}
      </ul>
    </Section>
  );
}
