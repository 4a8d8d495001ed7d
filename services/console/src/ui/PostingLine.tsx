import type { ComponentType, ReactNode } from 'react';
import type { Schema } from '../api/client.ts';
import { date, instant, negate } from '../i18n/format.ts';
import { t, tMaybe } from '../i18n/index.ts';
import css from './explain.module.css';
import { recordOf } from './explained.ts';
import { MoneyCell } from './Figure.tsx';
import { posted } from './posted.ts';

type Posting = Schema<'PostingView'>;
/** Draws a link to a record of any domain. */
export type Recorded = ComponentType<{ readonly kind: string; readonly id: string; readonly children: ReactNode }>;

export const accountName = (account: string) => tMaybe(`reporting.account.${account}`, account.replaceAll('_', ' '));

/** One posting: the record it came from, how much, whose, and the event that made it. */
export function PostingLine({ posting, turned, record: Recorded }: { posting: Posting; turned: boolean; record: Recorded }) {
  const from = recordOf(posting);
  const what = posting.description ? posted(posting.description) : accountName(posting.account);
  const about = [posting.project_name, posting.customer_name, posting.person_name, posting.cost_center_name].filter(Boolean);
  return (
    <li>
      <div className={css.line}>
        <span>{from ? <Recorded {...from}>{what}</Recorded> : what}</span>
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

