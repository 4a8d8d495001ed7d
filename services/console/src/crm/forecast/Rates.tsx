import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { date, number, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { ChoiceField, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import { useList } from '../../ui/useList.ts';
import { WithExport } from '../imports/Export.tsx';
import { currencies } from '../parts/currencies.ts';
import { rateOrders } from '../parts/orders.ts';
import { useHeads } from '../parts/useHeads.tsx';
import { correctRate } from './change.ts';
import { giveRate, ratesQuery, type Rate } from './data.ts';

/** A rate has more decimals than an amount, so a lone comma is always a point. */
const parseRate = (text: string) => {
  const plain = text.trim().replace(',', '.');
  return /^\d+(\.\d{1,12})?$/.test(plain) && Number(plain) > 0 ? plain : undefined;
};

/** What other currencies are worth, day by day. */
export function Rates() {
  const queries = useQueryClient();
  const { organization } = useSession();
  const { sort, select, head } = useHeads('rates', rateOrders);
  const list = useList(ratesQuery(sort));
  const manages = useMay()('crm:settings:manage');
  const [asked, setAsked] = useState<Rate | 'new'>();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['crm', 'exchange_rates'] });
    // Deals are worth something else now.
    void queries.invalidateQueries({ queryKey: ['crm', 'deals'] });
  };
  if (list.error) return <Failure error={list.error} onRetry={list.retry} />;
  return (
    <Section
      title={t('forecast.rates.title')}
      aside={
        <WithExport rows={list.rows.length} list="exchange-rates" query={{ sort }}>
          {select(list.rows.length)}
          {manages && (
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
              {t('forecast.rates.new')}
            </Button>
          )}
        </WithExport>
      }
    >
      {!list.loading && list.rows.length === 0 && <Empty kind="nothing" title={t('forecast.rates.none')} what={t('forecast.rates.what')} example={t('forecast.rates.example')} />}
      {list.rows.length > 0 && (
        <Table
          label={t('forecast.rates.title')}
          rows={list.rows}
          rowId={(rate) => rate.exchange_rate_id}
          columns={[
            { id: 'currency', ...head('currency', t('forecast.rates.currency')), cell: (rate) => rate.currency },
            { id: 'on', ...head('on', t('forecast.rates.on')), cell: (rate) => <span className="num">{date(rate.on)}</span> },
            { id: 'rate', ...head('rate', t('forecast.rates.rate', { currency: organization.base_currency }), 'end'), cell: (rate) => <span className="num">{number(rate.rate, 12)}</span> },
            ...(manages
              ? [
                  {
                    id: 'tools',
                    header: <span className="hidden">{t('forecast.tools')}</span>,
                    align: 'end' as const,
                    cell: (rate: Rate) => (
                      <ActionIcon size={28} variant="subtle" aria-label={t('forecast.rates.edit', { currency: rate.currency, day: date(rate.on) })} onClick={() => setAsked(rate)}>
                        <IconPencil size={16} aria-hidden />
                      </ActionIcon>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {list.more.has && (
        <Button variant="default" size="xs" loading={list.more.loading} onClick={list.more.load}>
          {t('common.more')}
        </Button>
      )}
      {asked && <RateDialog rate={asked} base={organization.base_currency} onClose={() => setAsked(undefined)} onSaved={refresh} />}
    </Section>
  );
}

type DialogProps = { readonly rate: Rate | 'new'; readonly base: string; readonly onClose: () => void; readonly onSaved: () => void };

function RateDialog({ rate, base, onClose, onSaved }: DialogProps) {
  const old = rate === 'new' ? undefined : rate;
  const others = currencies.filter((one) => one !== base);
  const form = useForm({
    name: `forecast.rate.${old?.exchange_rate_id ?? 'new'}`,
    initial: { currency: old?.currency ?? others[0] ?? '', on: old?.on ?? today(), rate: old?.rate ?? '' },
    validate: (values) => ({ rate: parseRate(values.rate) ? undefined : t('forecast.rates.wrong') }),
    submit: ({ currency, on, rate: typed }, key): Promise<Rate | null> => {
      const value = parseRate(typed) ?? '';
      return old ? correctRate(old, { rate: value }, key) : giveRate({ currency, on, rate: value }, key);
    },
    onDone: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <Dialog title={old ? t('forecast.rates.edit', { currency: old.currency, day: date(old.on) }) : t('forecast.rates.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        {!old && <ChoiceField form={form} name="currency" label={t('forecast.rates.currency')} options={others.map((value) => ({ value, label: value }))} />}
        {!old && <DayField form={form} name="on" label={t('forecast.rates.on')} required />}
        <TextField form={form} name="rate" label={t('forecast.rates.rate', { currency: base })} required />
      </FormFrame>
    </Dialog>
  );
}
