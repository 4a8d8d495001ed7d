/* Days as people say them, and when something is due. */
import { date, daysBetween, relativeDay, timeZone, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

/** How far a day is: `in 3 days`. Whoever calls a day that is close by by its name has said it already. */
type Said = { readonly day: string; readonly far: string | undefined };
export function saidDay(day: string, now = new Date()): Said {
  const from = today(now);
  const away = relativeDay(day, from);
  return Math.abs(daysBetween(from, day)) <= 1 ? { day: away, far: undefined } : { day: date(day), far: away };
}

export type Due = {
  /** The day, by its name where it has one, with the time: `today 15:30`, `3 Dec 2026`. */
  readonly when: string;
  /** How far that is, where its name does not say it: `in 3 days`, `late`, `2 days late`. */
  readonly far: string | undefined;
  readonly late: boolean;
  /** Both of them. */
  readonly text: string;
};

/** What the clock on the wall of the organisation says, `15:30`. */
const clock = (now: Date) => new Intl.DateTimeFormat('en-GB', { timeZone: timeZone(), hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now);

/** A day, `2026-11-03`, with the time on it, `15:30:00`, if there is one. Without a time it is late once the day is over. */
export function dueOn(day: string, time?: string | null, now = new Date()): Due {
  const ahead = daysBetween(today(now), day);
  const hour = time?.slice(0, 5);
  const late = ahead < 0 || (ahead === 0 && hour !== undefined && hour < clock(now));
  const said = saidDay(day, now);
  const when = [said.day, hour].filter(Boolean).join(' ');
  const far = !late ? said.far : said.far === undefined ? t('crm.due.late') : t('crm.deal.lateDays', { count: -ahead });
  return { when, far, late, text: [when, far].filter(Boolean).join(' · ') };
}
