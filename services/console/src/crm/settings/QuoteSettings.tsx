import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, readVersioned, writing, type Schema, type Versioned } from '../../api/client.ts';
import { languageNames, languages, t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { AreaField, CheckField, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Section } from '../../ui/Page.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useHold, useStanding } from '../../ui/useStanding.ts';

type Settings = Schema<'QuoteSettingsView'>;
const settingsQuery = queryOptions({
  queryKey: ['crm', 'quote-settings'],
  queryFn: ({ signal }) => readVersioned(api.GET('/api/crm/v1/quote-settings', { signal })),
});

/** How the organisation quotes. */
export function QuoteSettings() {
  const { data, error, refetch } = useQuery(settingsQuery);
  return (
    <Section title={t('crm.settings.quotes')}>
      {data ? <Standing settings={data} /> : error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={2} label={t('crm.settings.quotes')} />}
    </Section>
  );
}

/** What is being written is not thrown away by what others set meanwhile. */
function Standing({ settings }: { readonly settings: Versioned<Settings> }) {
  const { base, hold } = useStanding(settings);
  return <Fields key={base.etag} base={base} hold={hold} />;
}

function Fields({ base, hold }: { readonly base: Versioned<Settings>; readonly hold: (dirty: boolean) => void }) {
  const queries = useQueryClient();
  const settings = base.value;
  const readOnly = !useMay()('crm:settings:manage');
  const form = useForm({
    name: 'crm.quote-settings',
    initial: {
      wins_deals: settings.wins_deals,
      validity_days: String(settings.validity_days),
      language: settings.language as string,
      introduction: settings.introduction ?? '',
      terms: settings.terms ?? '',
      seller_details: settings.seller_details ?? '',
    },
    validate: ({ validity_days: days }) => ({
      validity_days: /^\d{1,3}$/.test(days) && Number(days) >= 1 && Number(days) <= 730 ? undefined : t('quotes.settings.daysWrong'),
    }),
    submit: (values, key) => {
      const body = {
        wins_deals: values.wins_deals,
        validity_days: Number(values.validity_days),
        language: languages.find((one) => one === values.language) ?? settings.language,
        introduction: values.introduction.trim() || null,
        terms: values.terms.trim() || null,
        seller_details: values.seller_details.trim() || null,
      };
      return meeting.save<Settings, Versioned<Settings>>({
        service: 'crm',
        id: settings.org_id,
        title: t('crm.settings.quotes'),
        fields: {
          wins_deals: { label: t('quotes.settings.wins'), show: (wins) => t(wins ? 'crm.field.yes' : 'crm.field.no') },
          validity_days: { label: t('quotes.settings.days') },
          language: { label: t('quotes.language'), show: (one) => languageNames[one] },
          seller_details: { label: t('quotes.settings.seller') },
          introduction: { label: t('quotes.introduction') },
          terms: { label: t('quotes.terms') },
        },
        base,
        key,
        patch: body,
        send: (patch, etag, sent) => readVersioned(api.PATCH('/api/crm/v1/quote-settings', { params: writing(sent, etag), body: patch })),
        fetch: () => queries.fetchQuery({ ...settingsQuery, staleTime: 0 }),
      });
    },
    onDone: (newer) => {
      hold(false);
      if (!newer) return;
      queries.setQueryData(settingsQuery.queryKey, newer);
      toast.done(t('quotes.settings.saved'));
    },
  });
  useHold(hold, form.dirty);
  return (
    <FormFrame form={form} submitLabel={t('common.save')} readOnly={readOnly}>
      <CheckField form={form} name="wins_deals" label={t('quotes.settings.wins')} hint={t('quotes.settings.winsHint')} />
      <TextField form={form} name="validity_days" label={t('quotes.settings.days')} required />
      <ChoiceField form={form} name="language" label={t('quotes.language')} options={languages.map((value) => ({ value: value as string, label: languageNames[value] }))} />
      <AreaField form={form} name="seller_details" label={t('quotes.settings.seller')} hint={t('quotes.settings.sellerHint')} />
      <AreaField form={form} name="introduction" label={t('quotes.introduction')} />
      <AreaField form={form} name="terms" label={t('quotes.terms')} />
    </FormFrame>
  );
}
