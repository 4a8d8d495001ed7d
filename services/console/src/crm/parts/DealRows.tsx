import { RecordLink } from '../../shell/pages.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import type { Schema } from '../../api/client.ts';
import parts from './parts.module.css';

/** Deals as a short list: each with its stage and what it is worth. */
export function DealRows({ deals }: { readonly deals: readonly Schema<'DealSummary'>[] }) {
  return (
    <ul className={parts.list}>
      {deals.map((deal) => (
        <li key={deal.deal_id}>
          <span>
            <RecordLink kind="deal" id={deal.deal_id}>
              {deal.name}
            </RecordLink>
            <span className={parts.sub}>{deal.stage_name}</span>
          </span>
          <MoneyCell value={deal.value} />
        </li>
      ))}
    </ul>
  );
}
