import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount, typedAmount } from '../../i18n/parse.ts';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, ChoiceField, DayInput, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { tooFine } from '../../ui/form/tooFine.ts';
import { currencies } from '../parts/currencies.ts';
import { changeProduct } from './change.ts';
import { priceOf, typedPrice, type Price } from './prices.ts';
import { createProduct, priceListsQuery, type Product } from './queries.ts';
import css from './settings.module.css';

type Props = { readonly product?: Product; readonly onClose: () => void; readonly onSaved: () => void };
const kinds = ['fixed', 'time_and_materials', 'retainer', 'one_off'] as const;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** A product with what it costs when. */
export function ProductDialog({ product, onClose, onSaved }: Props) {
  const base = useSession().organization.base_currency;
  const before = product?.prices.map(typedPrice);
  const fresh: Price = { amount: '', currency: base, from: today(), to: '', list: '' };
  const { data: lists = [] } = useQuery(priceListsQuery);
  const form = useForm({
    name: `crm.product.${product?.product_id ?? 'new'}`,
    initial: {
      name: product?.name ?? '',
      code: product?.code ?? '',
      description: product?.description ?? '',
      unit: product?.unit ?? '',
      billing: (product?.billing ?? 'one_off') as string,
      vat_rate: typedAmount(product?.vat_rate ?? '27'),
      prices: JSON.stringify(before ?? [fresh]),
    },
    validate: (values) => ({
      name: values.name.trim() ? undefined : t('common.form.required'),
      unit: values.unit.trim() ? undefined : t('common.form.required'),
      vat_rate: parseAmount(values.vat_rate) === null ? t('common.inline.amount') : undefined,
      prices: (JSON.parse(values.prices) as Price[]).every((price) => parseAmount(price.amount) !== null && day.test(price.from) && (price.to === '' || day.test(price.to)))
        ? (JSON.parse(values.prices) as Price[]).map((price) => tooFine(price.amount, price.currency)).find((finer) => finer !== undefined)
        : t('crm.product.pricesWrong'),
    }),
    submit: async (values, key): Promise<unknown> => {
      const prices = (JSON.parse(values.prices) as Price[]).map(priceOf);
      const body = {
        name: values.name.trim(),
        code: values.code.trim() || null,
        description: values.description.trim() || null,
        unit: values.unit.trim(),
        vat_rate: parseAmount(values.vat_rate) ?? '',
        prices,
      };
      return product ? changeProduct(product, body, key) : createProduct({ ...body, billing: kinds.find((kind) => kind === values.billing) ?? 'one_off' }, key);
    },
    onDone: () => {
      onSaved();
      onClose();
    },
  });
  const prices = JSON.parse(form.values.prices) as Price[];
  const choices = (chosen: string) => [
    { value: '', label: t('crm.priceList.standard') },
    ...lists.filter((one) => !one.archived || one.price_list_id === chosen).map((one) => ({ value: one.price_list_id, label: one.name })),
  ];
  const set = (next: readonly Price[]) => form.set({ prices: JSON.stringify(next) });
  const change = (index: number, patch: Partial<Price>) => set(prices.map((price, at) => (at === index ? { ...price, ...patch } : price)));
  return (
    <Dialog title={product ? t('crm.settings.edit', { name: product.name }) : t('crm.product.new')} onClose={onClose} size={640}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('crm.settings.name')} required autoFocus />
        <TextField form={form} name="code" label={t('crm.product.code')} />
        {!product && <ChoiceField form={form} name="billing" label={t('crm.line.kind')} hint={t('crm.product.billingHint')} options={kinds.map((value) => ({ value, label: t(`crm.billing.${value}`) }))} />}
        <TextField form={form} name="unit" label={t('crm.product.unit')} hint={t('crm.product.unitHint')} required />
        <TextField form={form} name="vat_rate" label={t('crm.line.vatRate')} required />
        <fieldset>
          <legend>{t('crm.product.prices')}</legend>
          {prices.map((price, index) => (
            <div key={index} className={css.price} role="group" aria-label={t('crm.product.priceNo', { number: index + 1 })}>
              {lists.length > 0 && (
                <Select
                  size="xs"
                  className={css.wide}
                  label={t('crm.priceList')}
                  allowDeselect={false}
                  data={choices(price.list)}
                  value={price.list}
                  onChange={(list) => change(index, { list: list ?? '' })}
                />
              )}
              <TextInput size="xs" className="num" label={t('crm.product.price')} inputMode="decimal" value={price.amount} error={form.errors.prices !== undefined && tooFine(price.amount, price.currency) !== undefined} onChange={(event) => change(index, { amount: event.currentTarget.value })} />
              <Select size="xs" label={t('crm.product.currency')} data={[...new Set([base, price.currency, ...currencies])]} value={price.currency} onChange={(currency) => change(index, { currency: currency ?? base })} />
              <DayInput size="xs" label={t('crm.product.from')} value={price.from} onChange={(from) => change(index, { from })} />
              <DayInput size="xs" label={t('crm.product.to')} value={price.to} onChange={(to) => change(index, { to })} />
              <ActionIcon size={28} aria-label={t('crm.product.removePrice', { number: index + 1 })} onClick={() => set(prices.filter((_, at) => at !== index))}>
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </div>
          ))}
          {form.errors.prices && <p role="alert">{form.errors.prices}</p>}
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => set([...prices, { ...fresh, list: prices.at(-1)?.list ?? '' }])}>
            {t('crm.product.addPrice')}
          </Button>
        </fieldset>
        <AreaField form={form} name="description" label={t('crm.product.description')} />
      </FormFrame>
    </Dialog>
  );
}
