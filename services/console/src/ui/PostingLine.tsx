import type { Schema } from '../api/client.ts';
import { date, instant, named, negate } from '../i18n/format.ts';
import { t, tMaybe } from '../i18n/index.ts';
import css from './explain.module.css';
import { MoneyCell } from './Figure.tsx';

type Posting = Schema<'PostingView'>;

export const accountName = (account: string) => tMaybe(`reporting.account.${account}`, account.replaceAll('_', ' '));

/** One posting: what it is about, how much, whose, and the event it came from. */
export function PostingLine({ posting, turned }: { posting: Posting; turned: boolean }) {
  const about = [posting.project_name, posting.customer_name, posting.person_name, posting.cost_center_name].filter(Boolean);
  return (
    <li>
      <div className={css.line}>
        <span>{posting.description ? named(posting.description) : accountName(posting.account)}</span>
        <MoneyCell value={turned && posting.amount ? negate(posting.amount) : posting.amount} style="exact" />
      </div>
      <div className={css.sub}>
        {[date(posting.effective_on), accountName(posting.account), ...about].join(' · ')}
      </div>
      <div className={css.sub}>
        {t('common.explain.by', {
          event: tMaybe(`reporting.event.${posting.event_type}`, posting.event_type),
          who: posting.actor_name ?? tMaybe(`common.actor.${posting.actor}`, posting.actor.split(':')[0] ?? ''),
          when: instant(posting.recorded_at),
        })}
      </div>
    </li>
  );
}

