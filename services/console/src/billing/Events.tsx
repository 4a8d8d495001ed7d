import { instant } from '../i18n/format.ts';
import { t, tMaybe } from '../i18n/index.ts';
import css from './billing.module.css';
import { useActor } from './names.ts';

type Event = { readonly event_type: string; readonly occurred_at: string; readonly actor: string; readonly actor_name?: string | null; readonly event_id: string };

/** The same done again by the same hand is one line with its number: a draft of forty lines changed forty times. */
function inRuns(events: readonly Event[]): { readonly last: Event; readonly count: number }[] {
  const runs: { last: Event; count: number }[] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run?.last.event_type === event.event_type && run.last.actor === event.actor) runs[runs.length - 1] = { last: event, count: run.count + 1 };
    else runs.push({ last: event, count: 1 });
  }
  return runs;
}

/** What happened, when, and who did it; oldest first. */
export function Events({ events }: { events: readonly Event[] }) {
  const name = useActor();
  return (
    <ol className={css.events}>
      {inRuns(events).map(({ last: event, count }) => (
        <li key={event.event_id}>
          <span>
            {tMaybe(`reporting.event.${event.event_type}`, event.event_type)}
            {count > 1 && <span className={css.sub}> {t('billing.events.times', { count })}</span>}
          </span>
          <span className={css.sub}>
            {instant(event.occurred_at)}, {event.actor_name ?? name(event.actor) ?? tMaybe(`common.actor.${event.actor}`, event.actor.split(':')[0] ?? '')}
          </span>
        </li>
      ))}
    </ol>
  );
}
