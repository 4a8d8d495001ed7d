import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { date, hours, money, number, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { DealDetails } from '../deals/queries.ts';
import { priceListsQuery, type PriceList } from '../settings/queries.ts';
import css from './deal.module.css';
import { lineRequest, type DealEdit } from './edit.ts';
import type { Line as Request } from './lines.ts';
import { Reprice } from './Reprice.tsx';
import type { SaveDeal } from './useDeal.ts';
import { soon } from '../../ui/soon.ts';

const LineDialog = soon(async () => ({ LineDialog: (await import('./LineDialog.tsx')).LineDialog<Request> }), 'LineDialog');

type Line = DealDetails['lines'][number];
type Props = {
  readonly deal: DealDetails;
  readonly etag: string;
  readonly canWrite: boolean;
  readonly save: SaveDeal;
  readonly change: (patch: Partial<DealEdit>) => Promise<void>;
  /** A new line is asked for at once. */
  readonly adding: boolean;
  readonly onAdded: () => void;
};

/** What is sold, how each part is billed, and what it comes to. */
export function Lines({ deal, etag, canWrite, save, change, adding, onAdded }: Props) {
  const [chosen, setOpen] = useState<{ readonly line?: string }>();
  const open = chosen ?? (adding && canWrite ? {} : undefined);
  const close = () => {
    setOpen(undefined);
    if (adding) onAdded();
  };
  const { data: lists = [] } = useQuery({ ...priceListsQuery, enabled: deal.lines.some((line) => line.product) });
  const requests = deal.lines.map(lineRequest);
  const remove = (id: string) => void change({ lines: requests.filter((one) => one.deal_line_id !== id) }).catch(toast.failed);
  const add = canWrite && (
    <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen({})}>
      {t('crm.line.add')}
    </Button>
  );
  return (
    <Section title={t('crm.deal.lines')} aside={add}>
      {canWrite && deal.lines.some((line) => line.product) && <Reprice deal={deal} etag={etag} />}
      {deal.lines.length === 0 ? (
        <p className={css.nothing}>{t('crm.line.nothing')}</p>
      ) : (
        <ul className={css.lines}>
          {deal.lines.map((line) => (
            <li key={line.deal_line_id}>
              <div className={css.line}>
                <span className={css.what}>
                  <strong>{line.name}</strong>
                  <span className={css.sub}>
                    {howBilled(line)} · {t('crm.line.vat', { rate: percent(line.vat_rate, 2) })}
                    {line.discount && ` · ${t('crm.line.discounted', { percent: percent(line.discount.percent, 2) })}`}
                    {line.product && ` · ${priceFrom(line.product, lists)}`}
                  </span>
                </span>
                <MoneyCell value={line.value} />
                {canWrite && (
                  <span className={css.tools}>
                    <ActionIcon size={28} aria-label={t('crm.line.edit', { name: line.name })} onClick={() => setOpen({ line: line.deal_line_id })}>
                      <IconPencil size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon size={28} aria-label={t('crm.line.remove', { name: line.name })} onClick={() => remove(line.deal_line_id)}>
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </span>
                )}
              </div>
              <Parts line={line} />
            </li>
          ))}
          <li className={css.total}>
            <span>{t('crm.line.total')}</span>
            <MoneyCell value={deal.value} />
          </li>
        </ul>
      )}
      {open && <LineDialog key={open.line ?? 'new'} of={deal.deal_id} deal={deal.deal_id} currency={deal.currency} line={open.line} requests={requests} save={save} onClose={close} />}
    </Section>
  );
}

/** Where the price of a line comes from. */
function priceFrom({ overridden, price_list_id }: NonNullable<Line['product']>, lists: readonly PriceList[]): string {
  if (overridden) return t('crm.line.ownPrice');
  const list = lists.find((one) => one.price_list_id === price_list_id);
  return list ? t('crm.line.listPriceOf', { list: list.name }) : t('crm.line.listPrice');
}

/** How a line is billed, in one line. */
export function howBilled({ billing }: Pick<Line, 'billing'>): string {
  switch (billing.kind) {
    case 'fixed':
      return [t('crm.billing.fixed'), ...planned(billing.budget_hours)].join(' · ');
    case 'time_and_materials':
      return t('crm.billing.time_and_materials');
    case 'retainer':
      return [
        t('crm.line.retainer', { count: billing.periods, cadence: t(`crm.cadence.${billing.cadence}`), amount: money(billing.amount), from: date(billing.starts_on) }),
        ...planned(billing.budget_hours),
      ].join(' · ');
    case 'one_off':
      return [`${number(billing.quantity, 4)} × ${money(billing.unit_price)}`, ...(billing.on ? [date(billing.on)] : [])].join(' · ');
  }
}
const planned = (value: string) => (Number(value) > 0 ? [t('crm.line.planned', { hours: hours(value) })] : []);

/** Milestones of a fixed price, rates of time and materials. */
export function Parts({ line: { billing } }: { line: Pick<Line, 'billing'> }) {
  if (billing.kind === 'fixed' && billing.milestones.length > 0)
    return (
      <ul className={css.parts}>
        {billing.milestones.map((one) => (
          <li key={one.milestone_id}>
            <span>{one.name}</span>
            <span className="num">{one.due_on ? date(one.due_on) : ''}</span>
            <MoneyCell value={one.amount} />
          </li>
        ))}
      </ul>
    );
  if (billing.kind === 'time_and_materials')
    return (
      <ul className={css.parts}>
        {billing.rates.map((one) => (
          <li key={one.role}>
            <span>{one.role}</span>
            <span className="num">{t('crm.line.hours', { hours: hours(one.estimated_hours) })}</span>
            <span className="num">{t('crm.line.perHour', { amount: money(one.hourly_rate) })}</span>
          </li>
        ))}
      </ul>
    );
  return null;
}
