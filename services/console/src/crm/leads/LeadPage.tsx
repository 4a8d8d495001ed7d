import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { lazyPart } from '../../shell/lazy.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import { NextStep } from '../deal/NextStep.tsx';
import { CustomFacts } from '../parts/CustomFacts.tsx';
import { shownValue } from '../parts/custom.ts';
import parts from '../parts/parts.module.css';
import { leadRoute } from '../routes.ts';
import { fieldsQuery } from '../settings/queries.ts';
import { firstPlanned, followUpsQuery } from '../talk/data.ts';
import { Candidates } from './Candidates.tsx';
import { LeadStatus } from './columns.tsx';
import { LeadFacts, useLeadRecord } from './LeadFacts.tsx';
import css from './leads.module.css';
import { duplicatesOf, isOpen, leadQuery, type Candidate, type LeadDetails } from './queries.ts';
import { ScoreParts } from './Score.tsx';
import { triage, type Asked } from './triage.ts';
import { useLeads } from './useLeads.ts';
import { soon } from '../../ui/soon.ts';

const PersonRights = lazyPart('privacy', () => import('../privacy/PersonRights.tsx'), 'PersonRights');
const Erased = lazyPart('privacy', () => import('../privacy/Erased.tsx'), 'Erased');
const Timeline = lazyPart('talk', () => import('../talk/Timeline.tsx'), 'Timeline');
const Files = lazyPart('talk', () => import('../talk/Files.tsx'), 'Files');
const MergeDialog = soon(() => import('../duplicates/Duplicates.tsx'), 'MergeDialog');
const Merged = lazyPart('leads', () => import('../duplicates/Merged.tsx'), 'Merged');
const MergeWith = lazyPart('leads', () => import('../duplicates/MergeWith.tsx'), 'MergeWith');
const UndoEnd = lazyPart('leads', () => import('../duplicates/Merged.tsx'), 'UndoEnd');
const LeadDialogs = soon(() => import('./LeadDialogs.tsx'), 'LeadDialogs');

/** A lead: who it is, where it came from, how good it looks and why, and what became of it. */
export function LeadPage() {
  const { id } = leadRoute.useParams();
  const { data, error, refetch } = useQuery(leadQuery(id));
  if (data?.value.erased_at)
    return (
      <Page title={t('names.crm.lead')} back={<Back />}>
        <Erased at={data.value.erased_at} />
        <Timeline subject={{ kind: 'lead', id }} />
      </Page>
    );
  if (data) return <Loaded shown={data} />;
  return (
    <Page title={t('names.crm.lead')} back={<Back />}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={3} label={t('names.crm.lead')} />}
    </Page>
  );
}

const Back = () => (
  <Link to="/crm/leads" search={{} as never}>
    {t('names.crm.leads')}
  </Link>
);

function Loaded({ shown }: { readonly shown: Versioned<LeadDetails> }) {
  const lead = shown.value;
  const open = isOpen(lead);
  const canWrite = useMay()('crm:lead:write');
  const actions = useLeads();
  const { change } = useLeadRecord(shown);
  const { data: duplicates } = useQuery(duplicatesOf(lead.lead_id));
  const [asked, setAsked] = useState<Asked>();
  const save = (patch: Partial<LeadDetails>) => change(lead, patch);
  const [same, setSame] = useState<Candidate>();
  const mergeWith = (one: Candidate) =>
    one.kind === 'lead' && (
      <Button className={css.use} size="compact-sm" variant="default" aria-label={t('leads.merge.with', { name: one.name })} onClick={() => setSame(one)}>
        {t('leads.merge.short')}
      </Button>
    );
  useCommands('lead', lead.name, canWrite && open ? triage(lead, actions, setAsked) : []);
  return (
    <Page
      title={lead.name}
      back={<Back />}
      lead={
        <>
          <LeadStatus lead={lead} />
          <span className={css.lead}>
            {lead.company && `${lead.company} · `}
            {actions.memberName(lead.owner_id) ?? t('leads.nobody')}
          </span>
        </>
      }
      action={canWrite && <Actions lead={lead} actions={actions} ask={setAsked} />}
    >
      <Summary lead={lead} canWrite={canWrite && open} save={save} />
      <div className={parts.columns}>
        <div className={parts.stack}>
          {(lead.account_id || lead.merged_into) && <Became lead={lead} />}
          <Timeline subject={{ kind: 'lead', id: lead.lead_id }} />
          {duplicates && (
            <Section
              title={t('leads.page.duplicates')}
              aside={
                canWrite &&
                open && (
                  <MergeWith kind="lead" id={lead.lead_id} name={lead.name} />
                )
              }
            >
              {duplicates.length > 0 ? <Candidates items={duplicates} action={canWrite && open ? mergeWith : undefined} /> : <p className={css.hint}>{t('leads.page.duplicates.none')}</p>}
            </Section>
          )}
        </div>
        <div className={`${parts.stack} ${parts.aside}`}>
          <Section title={t('leads.page.facts')}>
            <LeadFacts lead={lead} canWrite={canWrite && open} change={save} />
            <CustomFacts record="lead" tags={lead.tags ?? []} custom={lead.custom ?? {}} canWrite={canWrite && open} onTags={(tags) => save({ tags })} onCustom={(custom) => save({ custom })} />
          </Section>
          <Section title={t('leads.score.why')}>
            <ScoreParts lead={lead} />
          </Section>
          <Origin lead={lead} />
          <Files subject={{ kind: 'lead', id: lead.lead_id }} />
          <Merged id={lead.lead_id} />
          <PersonRights person={{ kind: 'lead', id: lead.lead_id, name: lead.name }} />
        </div>
      </div>
      {asked && <LeadDialogs asked={{ ...asked, lead }} onClose={() => setAsked(undefined)} />}
      {same && <MergeDialog kind="lead" id={lead.lead_id} name={lead.name} other={same} onClose={() => setSame(undefined)} />}
    </Page>
  );
}

/** What can be done next; converting is what it is all for. */
function Actions({ lead, actions, ask }: { readonly lead: LeadDetails; readonly actions: ReturnType<typeof useLeads>; readonly ask: (asked: Asked) => void }) {
  if (lead.status === 'disqualified' && !lead.merged_into)
    return (
      <Button variant="default" onClick={() => void actions.reopen(lead)}>
        {t('leads.reopen')}
      </Button>
    );
  if (!isOpen(lead)) return null;
  return (
    <div className={css.triage}>
      {!lead.first_responded_at && (
        <Button variant="default" onClick={() => void actions.respond(lead)}>
          {t('leads.respond')}
        </Button>
      )}
      {lead.status !== 'working' && (
        <Button variant="default" onClick={() => void actions.work(lead)}>
          {t('leads.work')}
        </Button>
      )}
      <Button variant="default" onClick={() => ask({ what: 'nurture', lead })}>
        {t('leads.nurture')}
      </Button>
      <Button variant="default" onClick={() => ask({ what: 'disqualify', lead })}>
        {t('leads.disqualify')}
      </Button>
      <Button rightSection={<IconArrowRight size={16} aria-hidden />} onClick={() => ask({ what: 'convert', lead })}>
        {t('leads.convert')}
      </Button>
    </div>
  );
}

function Summary({ lead, canWrite, save }: { readonly lead: LeadDetails; readonly canWrite: boolean; readonly save: (patch: Partial<LeadDetails>) => Promise<void> }) {
  const { data: planned } = useQuery({ ...followUpsQuery({ kind: 'lead', id: lead.lead_id }), enabled: isOpen(lead) });
  const clock = lead.first_responded_at
    ? t('leads.answered', { when: instant(lead.first_responded_at) })
    : lead.first_response_due_at && t(lead.response_overdue ? 'leads.overdue.since' : 'leads.due.by', { when: instant(lead.first_response_due_at) });
  return (
    <div className={css.summary}>
      <dl className={parts.figures}>
        <div>
          <dt>{t('leads.score')}</dt>
          <dd className="num">{lead.score}</dd>
        </div>
      </dl>
      <div>
        <p className={lead.response_overdue ? css.late : css.hint}>
          {t('leads.received')}: {instant(lead.received_at)}
          {clock && ` · ${clock}`}
        </p>
        {isOpen(lead) && <NextStep step={lead.next_step ?? null} planned={firstPlanned(planned)} canWrite={canWrite} onSave={(next_step) => save({ next_step })} />}
      </div>
    </div>
  );
}

function Became({ lead }: { readonly lead: LeadDetails }) {
  return (
    <Section title={t('leads.page.became')}>
      <ul className={parts.list}>
        {lead.merged_into && (
          <li>
            <RecordLink kind="lead" id={lead.merged_into}>
              {t('leads.page.merged')}
            </RecordLink>
            <UndoEnd id={lead.lead_id} />
          </li>
        )}
        {([['account', lead.account_id], ['contact', lead.contact_id], ['deal', lead.deal_id]] as const).map(
          ([kind, id]) =>
            id && (
              <li key={kind}>
                <RecordLink kind={kind} id={id}>
                  {t(`names.crm.${kind}`)}
                </RecordLink>
              </li>
            ),
        )}
      </ul>
    </Section>
  );
}

function Origin({ lead }: { readonly lead: LeadDetails }) {
  const { origin } = lead;
  return (
    <Section title={t('leads.page.origin')} aside={<span className={css.hint}>{t('leads.page.touched', { count: lead.touches })}</span>}>
      <Facts
        items={[
          [t('leads.page.channel'), t(`leads.page.channel.${origin.channel}`)],
          [t('leads.source'), origin.source],
          [t('leads.campaign'), origin.campaign],
          [t('leads.page.referrer'), origin.referrer],
          [t('leads.page.landing'), origin.landing_page],
        ]}
      />
      {lead.touch_list.length > 1 && <Touches lead={lead} />}
    </Section>
  );
}

/** Each time it came forward: where from, and what was said of own fields then. */
function Touches({ lead }: { readonly lead: LeadDetails }) {
  const { data: fields = [] } = useQuery(fieldsQuery('lead'));
  const said = (touch: LeadDetails['touch_list'][number]) => [
    touch.origin.source,
    touch.origin.landing_page,
    ...fields.flatMap((field) => (touch.custom[field.field_id] === undefined ? [] : [`${field.name}: ${shownValue(field, touch.custom[field.field_id])}`])),
  ];
  return (
    <ol className={css.touches} aria-label={t('leads.page.touches')}>
      {lead.touch_list.map((touch) => (
        <li key={touch.at}>
          {instant(touch.at)}
          <small>{said(touch).filter(Boolean).join(' · ')}</small>
        </li>
      ))}
    </ol>
  );
}
