import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { AreaField, ChoiceField } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import type { More } from '../deal/LineDialog.tsx';
import { howBilled, Parts } from '../deal/Lines.tsx';
import deal from '../deal/deal.module.css';
import { moreValues, offers, readMore, requestOf, type Line, type Quote } from './data.ts';
import css from './quotes.module.css';
import { soon } from '../../ui/soon.ts';

const LineDialog = soon(async () => ({ LineDialog: (await import('../deal/LineDialog.tsx')).LineDialog<Line> }), 'LineDialog');

const more: More<Line> = {
  values: moreValues,
  read: readMore,
  fields: (form) => (
    <>
      <ChoiceField form={form} name="offered" label={t('quotes.offered')} options={offers.map((value) => ({ value: value as string, label: t(`quotes.offered.${value}`) }))} />
      <AreaField form={form} name="description" label={t('quotes.description')} />
    </>
  ),
};

type Props = {
  readonly quote: Quote;
  /** Left out where nothing can be changed. */
  readonly save?: (patch: { readonly lines: Line[] }, key: string) => Promise<boolean>;
};

/** What is offered, and what it adds up to as it is proposed. */
export function QuoteLines({ quote, save }: Props) {
  const [open, setOpen] = useState<{ readonly line?: string }>();
  const requests = quote.lines.map(requestOf);
  const accepted = quote.answer?.kind === 'accepted' ? quote.answer : undefined;
  const totals = accepted?.totals ?? quote.totals;
  const remove = (id: string) => void save?.({ lines: requests.filter((one) => one.deal_line_id !== id) }, newKey()).catch(toast.failed);
  return (
    <div>
      <div className={css.head}>
        <h3>{t('quotes.lines')}</h3>
        {save && (
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen({})}>
            {t('crm.line.add')}
          </Button>
        )}
      </div>
      <ul className={deal.lines}>
        {quote.lines.map((line) => {
          const taken = !line.optional || (accepted ? accepted.chosen.includes(line.deal_line_id) : line.chosen);
          return (
            <li key={line.deal_line_id} data-left={!taken || undefined}>
              <div className={deal.line}>
                <span className={deal.what}>
                  <strong>{line.name}</strong>
                  <span className={deal.sub}>
                    {howBilled(line)} · {t('crm.line.vat', { rate: percent(line.vat_rate, 2) })}
                    {line.discount && ` · ${t('crm.line.discounted', { percent: percent(line.discount.percent, 2) })}`}
                    {line.optional && ` · ${t(line.chosen ? 'quotes.proposed' : 'quotes.optional')}`}
                  </span>
                  {line.description && <span className={deal.sub}>{line.description}</span>}
                </span>
                <MoneyCell value={line.value} />
                {save && (
                  <span className={deal.tools}>
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
          );
        })}
      </ul>
      <dl className={css.sums}>
        <div>
          <dt>{t('quotes.net')}</dt>
          <dd>
            <MoneyCell value={totals.net} />
          </dd>
        </div>
        {totals.groups.map((group) => (
          <div key={group.rate}>
            <dt>{t('quotes.vat', { rate: percent(group.rate, 2) })}</dt>
            <dd>
              <MoneyCell value={group.tax} />
            </dd>
          </div>
        ))}
        <div className={css.gross}>
          <dt>{t('quotes.gross')}</dt>
          <dd>
            <MoneyCell value={totals.gross} />
          </dd>
        </div>
      </dl>
      {save && open && <LineDialog key={open.line ?? 'new'} of={quote.quote_id} deal={quote.deal_id} currency={quote.currency} line={open.line} requests={requests} save={save} more={more} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
