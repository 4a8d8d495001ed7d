import { sums, type Money } from '../../i18n/format.ts';
import type { Tone } from '../../ui/StateBadge.tsx';
import type { Installment, Schedule } from './queries.ts';

export const scheduleTones: Record<Schedule['status'], Tone> = { active: 'good', frozen: 'warn', cancelled: 'neutral' };
export const installmentTones: Record<Installment['status'], Tone> = { planned: 'neutral', billable: 'warn', invoiced: 'good', cancelled: 'neutral' };

const of = (schedule: Pick<Schedule, 'installments' | 'currency'>, status: Installment['status']): Money =>
  sums(schedule.installments.filter((one) => one.status === status).map((one) => one.amount))[0] ?? { amount: '0', currency: schedule.currency };

/** What of a schedule stands on issued invoices. Instalments billed by the hour are invoiced as time, not here. */
export const billedOf = (schedule: Pick<Schedule, 'installments' | 'currency'>): Money => of(schedule, 'invoiced');
export const plannedOf = (schedule: Pick<Schedule, 'installments' | 'currency'>): Money => of(schedule, 'planned');
