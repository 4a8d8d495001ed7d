import { t } from '../../i18n/index.ts';
import { parseAmount, typedAmount } from '../../i18n/parse.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { changePriceList } from './change.ts';
import { createPriceList, type PriceList } from './queries.ts';

type Props = { readonly list?: PriceList; readonly onClose: () => void; readonly onSaved: () => void };

/** A price list: what it is called, what it takes off, and whether it holds for whoever has none. */
export function PriceListDialog({ list, onClose, onSaved }: Props) {
  const form = useForm({
    name: `crm.priceList.${list?.price_list_id ?? 'new'}`,
    initial: { name: list?.name ?? '', discount_percent: typedAmount(list?.discount_percent ?? ''), is_default: list?.is_default ? 'yes' : 'no' },
    validate: (values) => {
      const off = parseAmount(values.discount_percent);
      const wrong = values.discount_percent.trim() !== '' && (off === null || Number(off) < 0 || Number(off) > 100);
      return { name: values.name.trim() ? undefined : t('common.form.required'), discount_percent: wrong ? t('crm.line.discountWrong') : undefined };
    },
    submit: async (values, key): Promise<unknown> => {
      const body = { name: values.name.trim(), discount_percent: values.discount_percent.trim() ? parseAmount(values.discount_percent) : null, is_default: values.is_default === 'yes' };
      return list ? changePriceList(list, body, key) : createPriceList(body, key);
    },
    onDone: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <Dialog title={list ? t('crm.settings.edit', { name: list.name }) : t('crm.priceList.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('crm.settings.name')} required autoFocus />
        <TextField form={form} name="discount_percent" label={t('crm.priceList.discount')} hint={t('crm.priceList.discountHint')} />
        <ChoiceField
          form={form}
          name="is_default"
          label={t('crm.priceList.holdsFor')}
          options={[
            { value: 'no', label: t('crm.priceList.holdsForSome') },
            { value: 'yes', label: t('crm.priceList.holdsForAll') },
          ]}
        />
      </FormFrame>
    </Dialog>
  );
}
