import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { addDays, date, hours, money, percent, sums, today, weekStart, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Section } from '../../ui/Page.tsx';
import css from '../home.module.css';
import { ownEntries } from '../waiting/queries.ts';
import { billable, submitted, unsent, usualBy, wayOf, weeksOf, written, type Entry } from './mine.ts';
import { submittedClaims } from './queries.ts';
import { Tile, type Said } from './Tile.tsx';

/** The own week of who records time, and what became of the weeks before it. Each opens what it is the sum of. */
export function MyFigures({ member }: { member: string }) {
  const queries = useQueryClient();
  const may = useMay();
  const { organization } = useSession();
  const { data: entries } = useQuery(ownEntries(queries, member));
  const claims = useQuery({ ...submittedClaims(member), enabled: may('expenses:claim:write') }).data;
  const day = today();
  const [owed = { currency: organization.base_currency, amount: '0' }, ...others] = sums(claims?.map((claim) => claim.total) ?? []);
  const owedTitle = t('home.mine.owed');
  const toClaims = (value: Money) => (
    <Link key={value.currency} to="/expenses" search={{ status: 'submitted', mine: true } as never} className={css.figure} aria-label={`${owedTitle}: ${money(value)}`}>
      {money(value)}
    </Link>
  );
  return (
    <Section title={t('home.mine.title')} bare>
      <ul className={css.tiles} data-four aria-busy={!entries}>
        {entries ? <Hours entries={entries} day={day} /> : ['week', 'billable', 'submitted'].map((one) => <li key={one} className={css.tile} />)}
        {claims && <Tile title={owedTitle} figure={toClaims(owed)} others={others.map(toClaims)} />}
      </ul>
    </Section>
  );
}

function Hours({ entries, day }: { entries: readonly Entry[]; day: string }) {
  const monday = weekStart(day);
  const weeks = weeksOf(entries, day);
  const now = weeks.at(-1)?.hours ?? 0n;
  const usual = usualBy(entries, day);
  const left = unsent(entries, monday);
  const share = billable(entries, monday);
  const before = billable(entries, addDays(monday, -28));
  const weekTitle = t('home.mine.week');
  const figure = (title: string, value: string) => (
    <Link to="/time" search={{} as never} className={css.figure} aria-label={`${title}: ${value}`}>
      {value}
    </Link>
  );
  const shares = Array.from({ length: 4 }, (_, at) => billable(entries, addDays(monday, -7 * (3 - at))));
  const billableTitle = t('home.mine.billable');
  const tenths = (value: number) => percent((value / 10).toFixed(1));
  return (
    <>
      <Tile
        title={weekTitle}
        figure={figure(weekTitle, hours(written(now)))}
        others={left > 0n ? [t('home.mine.unsent', { hours: hours(written(left)) })] : []}
        trend={usual === undefined ? undefined : against(now, usual)}
        way={{ values: weeks.map((week) => Number(week.hours)), said: t('home.mine.weeks', { points: weeks.map((week) => `${date(week.monday, 'day')}: ${hours(written(week.hours))}`).join('; ') }) }}
      />
      {share !== undefined && (
        <Tile
          title={billableTitle}
          figure={figure(billableTitle, tenths(share))}
          trend={before === undefined ? undefined : changed(share, before, tenths)}
          {...(shares.every((one) => one !== undefined) && { way: { values: shares as number[], said: t('home.mine.shares', { points: shares.map((one) => tenths(one ?? 0)).join('; ') }) } })}
        />
      )}
      <Tile title={t('home.mine.submitted')} figure={figure(t('home.mine.submitted'), hours(written(submitted(entries))))} />
    </>
  );
}

/** How this week stands against what is usual by its day. */
function against(now: bigint, usual: bigint): Said {
  const way = wayOf(now, usual);
  const by = hours(written(now > usual ? now - usual : usual - now));
  return { ...way, said: way.direction === 'flat' ? t('home.mine.usual') : t(`home.mine.${way.direction}`, { by, usual: hours(written(usual)) }) };
}
function changed(now: number, before: number, said: (tenths: number) => string): Said {
  const way = wayOf(now, before);
  return { ...way, said: t('home.mine.before', { before: said(before) }) };
}
