import type { Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { useOpened } from '../../ui/useOpened.ts';
import type { DealDetails } from '../deals/queries.ts';
import type { SaveDeal } from './useDeal.ts';

type Category = Schema<'ForecastCategory'>;
const categories = ['pipeline', 'best_case', 'commit', 'omitted'] as const satisfies readonly Category[];
type Props = { readonly deal: DealDetails; readonly save: SaveDeal; readonly onClose: () => void };

/** What a person says of a deal: odds with a reason, and the category it counts in. */
export function ChancesDialog({ onClose, ...now }: Props) {
  const { deal, save } = useOpened(now);
  const odds = deal.forecast?.odds;
  const form = useForm({
    name: `crm.chances.${deal.deal_id}`,
    initial: { odds: odds ? String(odds.odds_percent) : '', reason: odds?.reason ?? '', category: deal.forecast?.category ?? '' },
    pointers: { odds: '/judged_odds/odds_percent', reason: '/judged_odds/reason', category: '/forecast_category' },
    validate: (values) => ({
      odds: values.odds.trim() === '' || /^[1-9]\d?$/.test(values.odds.trim()) ? undefined : t('forecast.chances.oddsWrong'),
      reason: values.odds.trim() === '' || values.reason.trim() ? undefined : t('common.form.required'),
    }),
    submit: async (values, key) => {
      const said = values.odds.trim() ? { odds_percent: Number(values.odds), reason: values.reason.trim() } : null;
      const same = (said?.odds_percent ?? null) === (odds?.odds_percent ?? null) && (said?.reason ?? null) === (odds?.reason ?? null);
      // What was not touched is not said again: whoever said it keeps having said it.
      await save({ ...(same ? {} : { judged_odds: said }), forecast_category: categories.find((one): one is Category => one === values.category) ?? null }, key);
    },
    onDone: onClose,
  });
  return (
    <Dialog title={t('forecast.chances.edit')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="odds" label={t('forecast.chances.odds')} hint={t('forecast.chances.oddsHint')} autoFocus />
        <AreaField form={form} name="reason" label={t('forecast.chances.reason')} />
        <ChoiceField
          form={form}
          name="category"
          label={t('forecast.category')}
          options={[{ value: '', label: t('forecast.category.byStage', { category: '…' }) }, ...categories.map((value) => ({ value, label: t(`forecast.category.${value}`) }))]}
        />
      </FormFrame>
    </Dialog>
  );
}
