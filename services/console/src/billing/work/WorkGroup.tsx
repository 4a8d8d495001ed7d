import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { newKey } from '../../api/client.ts';
import { ProblemError } from '../../api/problems.ts';
import { date, daysBetween, money, named, number, sums, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { Table, type TableColumn } from '../../ui/Table.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from '../billing.module.css';
import { invoiceKeys } from '../invoices/queries.ts';
import { chosenOf, maxLines, type Group } from './group.ts';
import { draftFromWork } from './change.ts';
import { type Work } from './queries.ts';

type Props = {
  readonly group: Group;
  readonly customer: string;
  readonly project: (id: string) => string;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ids: ReadonlySet<string>) => void;
};

/** The unbilled work of one customer in one currency, and the way to a draft of it. */
export function WorkGroup({ group, customer, project, ticked, onTick }: Props) {
  const { open } = usePeek();
  const may = useMay();
  const { busy, draft } = useDraft();
  const writes = may('billing:invoice:write');
  const chosen = chosenOf(group, ticked);
  const some = group.items.some((item) => ticked.has(item.billable_item_id));
  const all = group.items.every((item) => ticked.has(item.billable_item_id));
  const toggle = (ids: readonly string[], on: boolean) => onTick(on ? new Set([...ticked, ...ids]) : new Set([...ticked].filter((id) => !ids.includes(id))));
  const columns: TableColumn<Work>[] = [
    {
      id: 'what',
      header: t('billing.line'),
      cell: (row) => (
        <button type="button" className={css.link} onClick={() => open('work', row.billable_item_id)} aria-label={t('billing.work.evidenceOf', { name: named(row.description) })}>
          {named(row.description)}
        </button>
      ),
    },
    { id: 'source', header: t('billing.work.source'), wide: true, cell: (row) => t(`billing.work.${row.origin.kind}`) },
    { id: 'project', header: t('billing.project'), wide: true, cell: (row) => project(row.project_id) },
    { id: 'day', header: t('billing.work.delivered'), wide: true, cell: (row) => <span className="num">{date(row.delivered_on)}</span> },
    { id: 'age', header: t('billing.work.age'), align: 'end', cell: (row) => t('billing.days', { count: Math.max(0, daysBetween(row.delivered_on, today())) }) },
    { id: 'quantity', header: t('billing.quantity'), wide: true, align: 'end', cell: (row) => `${number(row.quantity, 4)} × ${money(row.unit_price, 'exact')}` },
    { id: 'amount', header: t('billing.net'), align: 'end', sum: <MoneyCell value={group.total} />, cell: (row) => <MoneyCell value={row.amount} /> },
  ];
  const ticks: TableColumn<Work> = {
    id: 'tick',
    header: (
      <Checkbox size="xs" mt={2} aria-label={t('billing.work.tickAll', { name: customer })} checked={all} indeterminate={some && !all} onChange={() => toggle(group.items.map((item) => item.billable_item_id), !all)} />
    ),
    cell: (row) => (
      <Checkbox
        mt={2}
        size="xs"
        aria-label={t('common.grid.select', { name: named(row.description) })}
        checked={ticked.has(row.billable_item_id)}
        onChange={(event) => toggle([row.billable_item_id], event.currentTarget.checked)}
      />
    ),
  };
  const [sum] = sums((chosen ?? []).map((item) => item.amount));
  return (
    <Section
      title={customer}
      aside={
        writes && (
          <Button size="sm" disabled={!chosen} loading={busy} onClick={() => chosen && draft(chosen)}>
            {chosen ? t('billing.work.draft') : t('billing.work.tooMany', { count: maxLines })}
          </Button>
        )
      }
    >
      <p className={css.sub}>
        <Link to="/customers/$id" params={{ id: group.customerId }}>{t('billing.customer.open')}</Link>
        {' · '}
        {t('billing.now.lines', { count: group.items.length })}
        {' · '}
        {t('billing.now.since', { day: date(group.since) })}
        {some && sum && <strong> · {t('billing.work.selected', { amount: money(sum) })}</strong>}
      </p>
      <Table label={t('billing.work.of', { name: customer })} columns={writes ? [ticks, ...columns] : columns} rows={group.items} rowId={(row) => row.billable_item_id} />
    </Section>
  );
}

/** Drafting waits for its answer, which opens the draft. The same try again is the same request. */
function useDraft() {
  const [busy, setBusy] = useState(false);
  const keys = useRef(new Map<string, string>());
  const queries = useQueryClient();
  const navigate = useNavigate();
  const draft = async (items: readonly Work[]): Promise<void> => {
    const ids = items.map((item) => item.billable_item_id);
    const same = ids.join();
    const key = keys.current.get(same) ?? newKey();
    keys.current.set(same, key);
    setBusy(true);
    try {
      const { value } = await draftFromWork(ids, key);
      for (const queryKey of invoiceKeys) void queries.invalidateQueries({ queryKey });
      toast.done(t('billing.work.drafted', { name: value.customer_name }));
      void navigate({ to: '/invoices/$id', params: { id: value.invoice_id } });
    } catch (error) {
      const passing = error instanceof ProblemError && error.passing;
      if (!passing) keys.current.delete(same);
      toast.failed(error, passing ? () => void draft(items) : undefined);
    } finally {
      setBusy(false);
    }
  };
  return { busy, draft: (items: readonly Work[]) => void draft(items) };
}
