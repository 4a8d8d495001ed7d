import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { WithExport } from '../imports/Export.tsx';
import { LeadTabs } from '../leads/Tabs.tsx';
import { useOrder } from '../parts/Order.tsx';
import { formOrders } from '../parts/orders.ts';
import { fieldsQuery } from '../settings/queries.ts';
import { Embed } from './Embed.tsx';
import { formsBy, type LeadForm } from './queries.ts';
import css from './rules.module.css';
import { soon } from '../../ui/soon.ts';

const FormDialog = soon(() => import('./FormDialog.tsx'), 'FormDialog');

/** The forms of web pages by which leads come in, each with what to put into the page. */
export function FormsPage() {
  const { sort, select } = useOrder('order', formOrders);
  const { data, error, refetch } = useQuery(formsBy(sort));
  const canManage = useMay()('crm:settings:manage');
  const { data: own = [] } = useQuery(fieldsQuery('lead'));
  const ownNames = (form: LeadForm) => (form.own_fields ?? []).flatMap((asked) => own.find((one) => one.field_id === asked.field_id)?.name ?? []);
  const [edited, setEdited] = useState<LeadForm | 'new'>();
  const create = canManage && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      {t('forms.new')}
    </Button>
  );
  return (
    <Page title={t('leads.tab.forms')} action={
        <WithExport rows={data?.length} list="lead-forms" query={{ sort }}>
          {select(data?.length ?? 0)}
          {create}
        </WithExport>
      }>
      <LeadTabs at="forms" />
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Waiting columns={2} label={t('leads.tab.forms')} />
      ) : data.length === 0 ? (
        <Empty kind="nothing" title={t('forms.nothing')} what={t('forms.what')} example={t('forms.example')} action={create} />
      ) : (
        data.map((form) => (
          <Section
            key={form.lead_form_id}
            title={form.name}
            aside={
              <span className={css.aside}>
                <StateBadge tone={form.active ? 'good' : 'neutral'}>{t(form.active ? 'forms.state.on' : 'forms.state.off')}</StateBadge>
                {canManage && (
                  <Button size="compact-sm" variant="default" onClick={() => setEdited(form)} aria-label={t('forms.edit', { name: form.name })}>
                    {t('forms.change')}
                  </Button>
                )}
              </span>
            }
          >
            <Facts
              items={[
                [t('forms.fields'), [...form.fields.map((field) => t(`forms.field.${field}`)), ...ownNames(form)].join(', ') || null],
                [t('forms.consent'), form.consent_text],
                [t('leads.source'), form.source],
                [t('leads.campaign'), form.campaign],
                [t('forms.sites'), (form.sites ?? []).join(', ') || null],
                [t('forms.redirect'), form.redirect_url],
                [t('forms.token'), form.needs_token ? t('crm.field.yes') : null],
                [t('forms.hourly'), form.hourly_limit === null || form.hourly_limit === undefined ? null : number(form.hourly_limit, 0)],
              ]}
            />
            {form.active && <Embed form={form} />}
          </Section>
        ))
      )}
      {edited && <FormDialog shown={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </Page>
  );
}
