import type { Installment, Schedule } from './queries.ts';

export type Coming = { readonly schedule: Schedule; readonly installment: Installment; readonly held: boolean };

/**
 * Instalments that are planned for a day not later than `until`, and all that a frozen schedule holds back. Those that wait
 * for a milestone of a running schedule come by themselves when it is completed, and those billed by the hour as work.
 */
export function coming(schedules: readonly Schedule[], until: string): Coming[] {
  const found = schedules.flatMap((schedule) =>
    schedule.installments.flatMap((installment): Coming[] => {
      if (installment.status !== 'planned' || schedule.status === 'cancelled') return [];
      const held = schedule.status === 'frozen';
      const due = installment.trigger.kind === 'date' && installment.trigger.on <= until;
      return held || due ? [{ schedule, installment, held }] : [];
    }),
  );
  return found.toSorted((a, b) => dayOf(a.installment).localeCompare(dayOf(b.installment)));
}

export const dayOf = ({ trigger }: Pick<Installment, 'trigger'>): string => (trigger.kind === 'date' ? trigger.on : '9999');

/** The next day on which something of a schedule becomes billable. */
export const nextDay = (schedule: Schedule): string | undefined =>
  schedule.installments
    .flatMap(({ status, trigger }) => (status === 'planned' && trigger.kind === 'date' ? [trigger.on] : []))
    .toSorted()[0];
