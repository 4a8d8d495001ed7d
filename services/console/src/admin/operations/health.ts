/* What the numbers of a service mean, as facts that a sentence can be made of. */
import type { Consumer, Operations, ServiceName } from './queries.ts';
import { services } from './queries.ts';

export type Health = 'good' | 'waiting' | 'blocked' | 'paused';

/** `billing-crm` is how billing hears of crm; a name of another shape is said as it is. */
export function sourceOf(consumer: string): ServiceName | undefined {
  const last = consumer.slice(consumer.lastIndexOf('-') + 1);
  return services.find((service) => service === last);
}

export function healthOf({ consumers, outbox, letters }: Operations): Health {
  if (letters.length > 0 || consumers.some((one) => one.dead_letters > 0)) return 'blocked';
  if (consumers.some((one) => one.paused)) return 'paused';
  if ((outbox?.pending ?? 0) > 0 || consumers.some((one) => (one.lag ?? 0) > 0)) return 'waiting';
  return 'good';
}

/** Consumers that have something to tell; the others are in step. */
export const behind = (consumers: readonly Consumer[]) =>
  consumers.filter((one) => one.dead_letters > 0 || one.parked > 0 || one.paused || (one.lag ?? 0) > 0);
