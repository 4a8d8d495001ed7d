import { ProblemError, sentence } from '../../api/problems.ts';
import { ago, instant } from '../../i18n/format.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { behind, healthOf, sourceOf, type Health } from './health.ts';
import css from './operations.module.css';
import type { Consumer, Operations, ServiceName } from './queries.ts';

const tones: Record<Health, Tone> = { good: 'good', waiting: 'info', paused: 'warn', blocked: 'late' };
/** Nobody answered; anything else was said by the service itself. */
const isDown = (error: unknown) => error instanceof ProblemError && [0, 502, 503, 504].includes(error.status);
const nameOf = (service: string) => tMaybe(`shell.service.${service}`, service);

type Props = { service: ServiceName; data: Operations | undefined; error: unknown; pending: boolean; since: number };

/** One service: whether it is there, what it has not sent, and what it has not yet heard. */
export function ServiceCard({ service, data, error, pending, since }: Props) {
  const name = nameOf(service);
  const health = data && healthOf(data);
  return (
    <li className={css.card}>
      <div className={css.head}>
        <h2>{name}</h2>
        {error ? (
          <StateBadge tone="late">{t(isDown(error) ? 'admin.health.down' : 'admin.health.failing')}</StateBadge>
        ) : health ? (
          <StateBadge tone={tones[health]}>{t(`admin.health.${health}`)}</StateBadge>
        ) : null}
      </div>
      {error ? <p className={css.bad}>{sentence(error)} {data && t('admin.operations.known', { when: instant(new Date(since).toISOString(), 'time') })}</p> : null}
      {pending && <p role="status">{t('common.loading', { what: name })}</p>}
      {data && (
        <>
          <p>{outboxSays(name, data)}</p>
          {behind(data.consumers).length === 0 && <p>{data.consumers.length > 0 ? t('admin.consumers.inStep', { count: data.consumers.length }) : t('admin.consumers.none')}</p>}
          <ul className={css.consumers}>
            {data.consumers.map((consumer) => (
              <ConsumerLine key={consumer.consumer} service={name} consumer={consumer} />
            ))}
          </ul>
        </>
      )}
    </li>
  );
}

function outboxSays(service: string, { outbox }: Operations): string {
  if (!outbox) return t('admin.outbox.unknown');
  if (outbox.pending === 0) return t('admin.outbox.nothing', { service });
  return t('admin.outbox.waiting', { service, count: outbox.pending, age: outbox.oldest_at ? ago(outbox.oldest_at) : '–' });
}

function ConsumerLine({ service, consumer }: { service: string; consumer: Consumer }) {
  const source = sourceOf(consumer.consumer);
  const names = { service, source: source ? nameOf(source) : consumer.consumer };
  const says = [
    consumer.paused && t('admin.consumers.paused', { ...names, command: `gerinc consumer resume ${consumer.consumer}` }),
    (consumer.lag ?? 0) > 0 && t('admin.consumers.lag', { ...names, count: consumer.lag ?? 0 }),
    consumer.dead_letters > 0 && t('admin.consumers.dead', { ...names, count: consumer.dead_letters }),
    consumer.parked > 0 && t('admin.consumers.parked', { count: consumer.parked }),
  ].filter((one) => typeof one === 'string');
  if (says.length === 0) return null;
  return (
    <li>
      <span data-tone={consumer.dead_letters > 0 ? 'late' : undefined}>{says.join(' ')}</span>
    </li>
  );
}
