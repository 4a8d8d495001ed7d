import { IconAlertTriangle, IconCheck, IconCircleDashed, IconClock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { ago, instant, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { pageOf, RecordLink } from '../../shell/pages.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import type { DealDetails } from '../deals/queries.ts';
import { chainOf, wonAt, type Heard, type LinkState } from './chain.ts';
import css from './deal.module.css';

const tones = { provisioning: 'info', failed: 'late', active: 'good', on_hold: 'warn', completed: 'good', cancelled: 'neutral', withdrawing: 'info' } satisfies Record<string, Tone>;

/** What the won deal caused in projects, billing and expenses, while it happens and afterwards. */
export function Chain({ deal, heard }: { readonly deal: DealDetails; readonly heard: Heard }) {
  const chain = chainOf(deal, heard);
  const won = wonAt(deal);
  const { delivery } = deal;
  const done = chain.filter((one) => one.state === 'done').length;
  if (deal.won_elsewhere)
    return (
      <Section title={t('crm.chain')}>
        <p className={css.tell}>{t('crm.chain.elsewhere')}</p>
      </Section>
    );
  const stuck = delivery?.state === 'failed' && chain.find((one) => one.state === 'stuck');
  return (
    <Section
      title={t('crm.chain')}
      aside={delivery && <StateBadge tone={tones[delivery.state]}>{t(`crm.chain.state.${delivery.state}`)}</StateBadge>}
    >
      <ol className={css.chain}>
        <li data-state="done">
          <IconCheck size={16} aria-hidden />
          <strong>{t('crm.status.won')}</strong>
          <span className="num">{won ? instant(won) : ''}</span>
        </li>
        {chain.map((one) => (
          <Step key={one.link} step={one} project={delivery?.project_id ?? undefined} />
        ))}
      </ol>
      {stuck && won && <p className={css.stuck} role="alert">{t('crm.chain.stuck', { step: t(`crm.chain.${stuck.link}`), since: ago(won) })}</p>}
      <p className="hidden" role="status">
        {t('crm.chain.progress', { done, all: chain.length })}
      </p>
    </Section>
  );
}

function Step({ step, project }: { readonly step: LinkState; readonly project: string | undefined }) {
  const { link, state, after, at, id, number: no } = step;
  const Icon = state === 'done' ? IconCheck : state === 'stuck' ? IconAlertTriangle : state === 'later' ? IconClock : IconCircleDashed;
  const name = <strong>{no ?? t(`crm.chain.${link}`)}</strong>;
  // A budget has no page of its own: it stands with the money of its project.
  const money = link === 'budget' && id && project && pageOf('project', project);
  return (
    <li data-state={state} data-link={link}>
      <Icon size={16} aria-hidden />
      {money ? (
        <Link to={money as '/'} hash="money">
          {name}
        </Link>
      ) : id ? (
        <RecordLink kind={link} id={id}>
          {name}
        </RecordLink>
      ) : (
        name
      )}
      <span className="num" title={at ? instant(at, 'exact') : undefined}>
        {state === 'done' ? (after === null ? '' : elapsed(after)) : t(`crm.chain.is.${state}`)}
      </span>
    </li>
  );
}

/** `after 12 ms`, `after 1.4 s`, `after 3 min`, `after 5 days`. */
function elapsed(ms: number): string {
  if (ms < 1000) return t('crm.after.ms', { count: number(ms, 0) });
  if (ms < 60_000) return t('crm.after.s', { count: number(ms / 1000, 1) });
  if (ms < 3_600_000) return t('crm.after.min', { count: number(ms / 60_000, 0) });
  if (ms < 86_400_000) return t('crm.after.h', { count: number(ms / 3_600_000, 0) });
  return t('crm.after.days', { count: Math.round(ms / 86_400_000) });
}
