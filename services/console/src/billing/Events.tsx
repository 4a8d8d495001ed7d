import { instant } from '../i18n/format.ts';
import { tMaybe } from '../i18n/index.ts';
import css from './billing.module.css';
import { useActor } from './names.ts';

type Event = { readonly event_type: string; readonly occurred_at: string; readonly actor: string; readonly actor_name?: string | null; readonly event_id: string };

/** What happened, when, and who did it; oldest first. */
export function Events({ events }: { events: readonly Event[] }) {
  const name = useActor();
  return (
    <ol className={css.events}>
      {events.map((event) => (
        <li key={event.event_id}>
          <span>{tMaybe(`reporting.event.${event.event_type}`, event.event_type)}</span>
          <span className={css.sub}>
            {instant(event.occurred_at)}, {event.actor_name ?? name(event.actor) ?? tMaybe(`common.actor.${event.actor}`, event.actor.split(':')[0] ?? '')}
          </span>
        </li>
      ))}
    </ol>
  );
}
