import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { toast } from '../../ui/toasts.tsx';
import { NextStep } from '../deal/NextStep.tsx';
import type { Deal } from '../deals/queries.ts';
import { changeStep } from '../parts/steps.ts';
import css from '../talk/talk.module.css';

/** A deal whose next step is due: tick the step off, or say how it goes on. */
export function StepRow({ deal, canWrite }: { readonly deal: Deal; readonly canWrite: boolean }) {
  const queries = useQueryClient();
  const save = async (next_step: Deal['next_step']) => {
    if (await changeStep({ ...deal, kind: 'deal', id: deal.deal_id }, { next_step: next_step ?? null }))
      toast.done(next_step ? t('talk.forgotten.stepSaved', { name: deal.name }) : t('talk.day.step.cleared', { name: deal.name }));
    await Promise.all([queries.invalidateQueries({ queryKey: ['crm', 'deals'] }), queries.invalidateQueries({ queryKey: ['crm', 'follow-ups', 'day'] })]);
  };
  return (
    <li className={css.row} tabIndex={-1} data-row={deal.deal_id}>
      <div data-step>
        <p>
          <RecordLink kind="deal" id={deal.deal_id}>
            {deal.name}
          </RecordLink>
          {deal.account_name && <span className={css.sub}>{deal.account_name}</span>}
        </p>
        <div className={css.plain}>
          <NextStep step={deal.next_step ?? null} canWrite={canWrite} onSave={save} />
        </div>
      </div>
      <MoneyCell value={deal.value} />
    </li>
  );
}
