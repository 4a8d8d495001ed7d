import { useQueryClient } from '@tanstack/react-query';
import { date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { complete, planAgain, reopen, snooze, type FollowUp } from './data.ts';

/** Ticking follow-ups off and putting them off, each with a way back. */
export function useFollowUps() {
  const queries = useQueryClient();
  const fresh = () =>
    Promise.all([['crm', 'follow-ups'], ['crm', 'activities'], ['crm', 'deals', 'forgotten']].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const act = async (doing: () => Promise<unknown>, said?: string, undo?: () => Promise<unknown>) => {
    try {
      await doing();
      if (said) toast.done(said, undo && (() => void act(undo)));
    } catch (error) {
      toast.failed(error);
    }
    await fresh();
  };
  const done = ({ follow_up_id, title }: FollowUp) => act(() => complete(follow_up_id), t('talk.followUp.completed', { title }), () => reopen(follow_up_id));
  const later = ({ follow_up_id, title, due_on }: FollowUp, day: string) =>
    act(() => snooze(follow_up_id, day), t('talk.followUp.snoozed', { day: date(day), title }), () => (due_on < today() ? planAgain(follow_up_id, due_on) : snooze(follow_up_id, due_on)));
  return { done, later };
}
