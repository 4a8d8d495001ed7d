import { useQueryClient } from '@tanstack/react-query';
import { date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import type { FollowUp } from './data.ts';
import { complete, planAgain, reopen, snooze } from './deeds.ts';

/** Ticking follow-ups off and putting them off, each with a way back. */
export function useFollowUps() {
  const queries = useQueryClient();
  const fresh = () =>
    Promise.all([['crm', 'follow-ups'], ['crm', 'activities'], ['crm', 'deals', 'forgotten']].map((queryKey) => queries.invalidateQueries({ queryKey })));
  /** Null: what somebody else did with it is kept. */
  const act = async (doing: () => Promise<FollowUp | null>, said?: string, undo?: (after: FollowUp) => Promise<FollowUp | null>) => {
    try {
      const after = await doing();
      if (after && said) toast.done(said, undo && (() => void act(() => undo(after))));
    } catch (error) {
      toast.failed(error);
    }
    await fresh();
  };
  const done = (one: FollowUp) => act(() => complete(one), t('talk.followUp.completed', { title: one.title }), reopen);
  const later = (one: FollowUp, day: string) =>
    act(() => snooze(one, day), t('talk.followUp.snoozed', { day: date(day), title: one.title }), (after) => (one.due_on < today() ? planAgain(after, one.due_on) : snooze(after, one.due_on)));
  return { done, later };
}
