import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { ProblemError, sentence } from '../../api/problems.ts';
import { ago, instant } from '../../i18n/format.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { behind, healthOf, sourceOf, type Health } from './health.ts';
import css from './operations.module.css';
import { operationsQuery, switchConsumer, type Consumer, type Operations, type ServiceName } from './queries.ts';

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
              <ConsumerLine key={consumer.consumer} service={service} consumer={consumer} />
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

function ConsumerLine({ service, consumer }: { service: ServiceName; consumer: Consumer }) {
  const queries = useQueryClient();
  const may = useMay();
  const [busy, setBusy] = useState(false);
  const source = sourceOf(consumer.consumer);
  const names = { service: nameOf(service), source: source ? nameOf(source) : consumer.consumer };
  const says = [
    consumer.paused && t('admin.consumers.paused', names),
    (consumer.lag ?? 0) > 0 && t('admin.consumers.lag', { ...names, count: consumer.lag ?? 0 }),
    consumer.dead_letters > 0 && t('admin.consumers.dead', { ...names, count: consumer.dead_letters }),
    consumer.parked > 0 && t('admin.consumers.parked', { count: consumer.parked }),
  ].filter((one) => typeof one === 'string');
  const to = consumer.paused ? 'resume' : 'pause';
  const offer = may('operations:manage');
  if (says.length === 0 && !offer) return null;
  const run = async () => {
    setBusy(true);
    try {
      await switchConsumer(service, consumer.consumer, to, newKey());
      const undo = () => void switchConsumer(service, consumer.consumer, to === 'pause' ? 'resume' : 'pause', newKey()).then(refresh, toast.failed);
      toast.done(t(`admin.consumers.${to}Done`, names), undo);
    } catch (error) {
      toast.failed(error);
    }
    await refresh();
    setBusy(false);
  };
  const refresh = () => queries.invalidateQueries({ queryKey: operationsQuery(service).queryKey });
  return (
    <li>
      <span data-tone={consumer.dead_letters > 0 ? 'late' : undefined}>{says.length > 0 ? says.join(' ') : t('admin.consumers.hears', names)}</span>
      {offer && (
        <Button size="compact-xs" variant="subtle" color="gray" c="dimmed" loading={busy} onClick={() => void run()} aria-label={`${t(`admin.consumers.${to}`)}: ${consumer.consumer}`}>
          {t(`admin.consumers.${to}`)}
        </Button>
      )}
    </li>
  );
}
