import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { date, instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useHold, useStanding } from '../../ui/useStanding.ts';
import { WithExport } from '../imports/Export.tsx';
import { useOrder } from '../parts/Order.tsx';
import { holdOrders } from '../parts/orders.ts';
import { AllConsents } from './AllConsents.tsx';
import { None } from './None.tsx';
import { Erasures, Exports } from './Records.tsx';
import { candidatesQuery, holdsQuery, lift, personOf, rulesQuery, setRules, type Rules } from './data.ts';
import css from './privacy.module.css';

/** How long people are kept, who is about to be erased, and what was done with whose data. */
export function PrivacySettings() {
  const may = useMay()('crm:privacy:manage');
  const { data, error, refetch } = useQuery({ ...rulesQuery, enabled: may });
  // Whoever reads people sees what they agreed to.
  if (!may) return <AllConsents />;
  return (
    <div className={css.stack}>
      <Section title={t('privacy.rules.title')}>
        <p className={css.hint}>{t('privacy.rules.lead')}</p>
        {data ? <StandingRules rules={data} /> : error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={2} label={t('privacy.rules.title')} />}
      </Section>
      <AllConsents />
      <Candidates />
      <Holds />
      <Erasures />
      <Exports />
    </div>
  );
}

const whole = (text: string, most: number) => /^\d{1,3}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
const months = (text: string) => (text.trim() ? Number(text) : null);
const shownMonths = (value: number | null | undefined) => (value ? String(value) : '');

/** What is being written is not thrown away by what others set meanwhile. */
function StandingRules({ rules }: { readonly rules: Versioned<Rules> }) {
  const { base, hold } = useStanding(rules);
  return <RuleFields key={base.etag} base={base} hold={hold} />;
}

function RuleFields({ base, hold }: { readonly base: Versioned<Rules>; readonly hold: (dirty: boolean) => void }) {
  const queries = useQueryClient();
  const rules = base.value;
  const monthsWrong = (text: string) => (!text.trim() || whole(text, 240) ? undefined : t('privacy.rules.monthsWrong'));
  const form = useForm({
    name: 'crm.retention-rules',
    initial: {
      disqualified: shownMonths(rules.disqualified_leads_months),
      quietLeads: shownMonths(rules.quiet_leads_months),
      quietContacts: shownMonths(rules.quiet_contacts_months),
      mails: shownMonths(rules.mails_months),
      notice: String(rules.notice_days),
    },
    pointers: { disqualified: '/disqualified_leads_months', quietLeads: '/quiet_leads_months', quietContacts: '/quiet_contacts_months', mails: '/mails_months', notice: '/notice_days' },
    validate: (values) => ({
      disqualified: monthsWrong(values.disqualified),
      quietLeads: monthsWrong(values.quietLeads),
      quietContacts: monthsWrong(values.quietContacts),
      mails: monthsWrong(values.mails),
      notice: whole(values.notice, 365) ? undefined : t('privacy.rules.daysWrong'),
    }),
    submit: (values, key) =>
      meeting.save<Rules, Versioned<Rules>>({
        service: 'crm',
        id: rules.org_id,
        title: t('privacy.rules.title'),
        fields: {
          disqualified_leads_months: { label: t('privacy.rules.disqualified') },
          quiet_leads_months: { label: t('privacy.rules.quietLeads') },
          quiet_contacts_months: { label: t('privacy.rules.quietContacts') },
          mails_months: { label: t('privacy.rules.mails') },
          notice_days: { label: t('privacy.rules.notice') },
        },
        base,
        key,
        patch: {
          disqualified_leads_months: months(values.disqualified),
          quiet_leads_months: months(values.quietLeads),
          quiet_contacts_months: months(values.quietContacts),
          mails_months: months(values.mails),
          notice_days: Number(values.notice),
        },
        whole: true,
        send: ({ disqualified_leads_months = null, quiet_leads_months = null, quiet_contacts_months = null, mails_months = null, notice_days = rules.notice_days }, etag, sent) =>
          setRules({ disqualified_leads_months, quiet_leads_months, quiet_contacts_months, mails_months, notice_days }, sent, etag),
        fetch: () => queries.fetchQuery({ ...rulesQuery, staleTime: 0 }),
      }),
    onDone: (newer) => {
      hold(false);
      void queries.invalidateQueries({ queryKey: candidatesQuery.queryKey });
      if (!newer) return;
      queries.setQueryData(rulesQuery.queryKey, newer);
      toast.done(t('privacy.rules.saved'));
    },
  });
  useHold(hold, form.dirty);
  return (
    <FormFrame form={form} submitLabel={t('common.save')}>
      <TextField form={form} name="disqualified" label={t('privacy.rules.disqualified')} />
      <TextField form={form} name="quietLeads" label={t('privacy.rules.quietLeads')} />
      <TextField form={form} name="quietContacts" label={t('privacy.rules.quietContacts')} />
      <TextField form={form} name="mails" label={t('privacy.rules.mails')} />
      <TextField form={form} name="notice" label={t('privacy.rules.notice')} required />
    </FormFrame>
  );
}

function Candidates() {
  const { data } = useQuery(candidatesQuery);
  const counts = data?.counts.map((one) => t('privacy.preview.count', { rule: t(`privacy.rules.rule.${one.rule}`), count: one.people })).join(' · ');
  return (
    <Section title={t('privacy.preview.title')}>
      {data && data.mails > 0 && <p className={css.hint}>{t('privacy.preview.mails', { count: data.mails })}</p>}
      {data && data.people.length === 0 && data.mails === 0 && <None part="preview" />}
      {data && data.people.length > 0 && (
        <>
          <p className={css.hint}>{counts}</p>
          <Table
            label={t('privacy.preview.title')}
            rows={data.people}
            rowId={(row) => personOf(row.person).id}
            columns={[
              {
                id: 'person',
                header: t('privacy.preview.person'),
                cell: (row) => {
                  const { kind, id } = personOf(row.person);
                  return (
                    <RecordLink kind={kind} id={id}>
                      {row.name}
                    </RecordLink>
                  );
                },
              },
              { id: 'rule', header: t('privacy.preview.rule'), cell: (row) => t(`privacy.rules.rule.${row.rule}`) },
              { id: 'last', header: t('privacy.preview.last'), cell: (row) => instant(row.last_at, 'date') },
              { id: 'on', header: t('privacy.preview.eraseOn'), cell: (row) => (row.erase_on ? date(row.erase_on) : t('privacy.preview.noNotice')) },
            ]}
          />
        </>
      )}
    </Section>
  );
}

function Holds() {
  const queries = useQueryClient();
  const { sort, select } = useOrder('holds', holdOrders);
  const { data = [] } = useQuery(holdsQuery(sort));
  const end = async (kind: 'contact' | 'lead', id: string, name: string) => {
    try {
      await lift(kind, id);
      toast.done(t('privacy.hold.lifted', { name }));
    } catch (error) {
      toast.failed(error);
    }
    await Promise.all([['crm', 'retention_holds'], candidatesQuery.queryKey].map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  return (
    <Section title={t('privacy.holds.title')} aside={<WithExport rows={data.length} list="retention-holds" query={{ sort }}>{select(data.length)}</WithExport>}>
      {data.length === 0 && <None part="holds" />}
      <ul className={css.list}>
        {data.map((one) => {
          const { kind, id } = personOf(one.person);
          const name = one.name ?? '–';
          return (
            <li key={id}>
              <div>
                <RecordLink kind={kind} id={id}>
                  {name}
                </RecordLink>
                <p className={css.hint}>
                  {one.until ? t('privacy.holds.until', { reason: one.reason, day: date(one.until) }) : t('privacy.holds.since', { reason: one.reason, at: instant(one.placed_at, 'date') })}
                </p>
              </div>
              <Button size="compact-sm" variant="default" onClick={() => void end(kind, id, name)}>
                {t('privacy.hold.lift', { name })}
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
