import { Button, Checkbox } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { money, sums } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { daysOf } from '../claims/columns.tsx';
import type { Claim } from '../claims/queries.ts';
import css from './approval.module.css';
import type { Bulk } from './bulk.ts';

type Props = {
  /** In the order in which they are decided. */
  readonly claims: readonly Claim[];
  readonly shown: Claim;
  readonly bulk: Bulk;
  readonly nameOf: (member: string | null | undefined) => string;
  readonly mayDecide: (claim: Claim) => boolean;
  readonly onShow: (claim: string) => void;
};

/** What waits, person by person; several are approved together. */
export function Queue({ claims, shown, bulk, nameOf, mayDecide, onShow }: Props) {
  const people = [...new Set(claims.map((claim) => claim.claimant_id))].map((id) => ({ id, name: nameOf(id), claims: claims.filter((claim) => claim.claimant_id === id) }));
  return (
    <section className={css.queue} aria-label={t('expenses.approvals.queue')}>
      {bulk.chosen.length > 0 && (
        <div className={css.bulk}>
          <Button leftSection={<IconCheck size={16} aria-hidden />} loading={bulk.busy} aria-keyshortcuts="a" onClick={() => void bulk.approve()}>
            {t('expenses.approvals.approveMany', { count: bulk.chosen.length })}
          </Button>
          <span className="num">{sums(bulk.chosen.map((claim) => claim.total)).map((sum) => money(sum)).join(', ')}</span>
        </div>
      )}
      {bulk.refused.size > 0 && !bulk.busy && (
        <p role="alert" className={css.refused}>
          {t('expenses.approvals.someNot', { count: bulk.refused.size })}
        </p>
      )}
      {people.map(({ id, name, claims: theirs }) => {
        const open = theirs.filter(mayDecide);
        const on = open.filter((claim) => bulk.chosen.includes(claim)).length;
        return (
          <section key={id} aria-label={name}>
            <div className={css.person}>
              {open.length > 0 && (
                <Checkbox size="xs" aria-label={t('expenses.approvals.selectAll', { name })} checked={on === open.length} indeterminate={on > 0 && on < open.length} onChange={() => bulk.toggle(open)} />
              )}
              <h2>{name}</h2>
            </div>
            <ul>
              {theirs.map((claim) => (
                <li key={claim.claim_id} data-shown={claim === shown || undefined}>
                  {mayDecide(claim) && (
                    <Checkbox size="xs" aria-label={t('expenses.approvals.select', { title: claim.title })} checked={bulk.chosen.includes(claim)} disabled={bulk.busy} onChange={() => bulk.toggle([claim])} />
                  )}
                  <button type="button" aria-current={claim === shown || undefined} onClick={() => onShow(claim.claim_id)}>
                    <span>{claim.title}</span>
                    <MoneyCell value={claim.total} />
                    <small>{daysOf(claim)}</small>
                    <small>{mayDecide(claim) ? '' : t('expenses.approvals.own')}</small>
                    {bulk.refused.has(claim.claim_id) && <small className={css.refused}>{bulk.refused.get(claim.claim_id)}</small>}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}
