import { instant } from '../../i18n/format.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import parts from '../parts/parts.module.css';
import css from './leads.module.css';
import type { LeadDetails } from './queries.ts';

type Props = { readonly lead: LeadDetails; readonly memberName: (id: string | null | undefined) => string | undefined };

/** Every status the lead had, newest first: who gave it, when and why. */
export function LeadHistory({ lead, memberName }: Props) {
  const who = (actor: string) => {
    const [kind, id] = actor.split(':');
    return kind === 'member' ? (memberName(id) ?? '') : tMaybe(`leads.actor.${actor}`, tMaybe(`common.actor.${actor}`, kind ?? ''));
  };
  return (
    <Section title={t('leads.page.history')}>
      <ol className={parts.list}>
        {lead.history.toReversed().map((change) => (
          <li key={change.change_no}>
            <span>
              {t(`leads.status.${change.to}`)}
              {change.reason && <span className={parts.sub}>{change.reason}</span>}
            </span>
            <span className={parts.sub}>
              {instant(change.at)}
              {who(change.by) && ` · ${who(change.by)}`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Every time the person came forward, newest first, with what they said. */
export function LeadTouches({ lead }: { readonly lead: LeadDetails }) {
  return (
    <Section title={t('leads.page.touches')} aside={<span className={css.hint}>{t('leads.page.touched', { count: lead.touches })}</span>}>
      <ol className={parts.list}>
        {lead.touch_list.toReversed().map((touch) => (
          <li key={`${touch.at}-${touch.touch_no}`}>
            <span>
              {t(`leads.page.channel.${touch.origin.channel}`)}
              {touch.origin.source && ` · ${touch.origin.source}`}
              {touch.origin.campaign && ` · ${touch.origin.campaign}`}
              <span className={parts.sub}>{instant(touch.at)}</span>
              {touch.message && <p className={css.message}>{touch.message}</p>}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
