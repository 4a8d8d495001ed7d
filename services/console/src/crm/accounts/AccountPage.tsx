import { Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { lazyPart, soonPart } from '../../shell/lazy.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { useList } from '../../ui/useList.ts';
import { contactsQuery } from '../contacts/queries.ts';
import { statusTone } from '../deals/columns.tsx';
import { dealsQuery, membersQuery } from '../deals/queries.ts';
import { CustomFacts } from '../parts/CustomFacts.tsx';
import parts from '../parts/parts.module.css';
import { accountRoute } from '../routes.ts';
import { AccountFacts } from './AccountFacts.tsx';
import { AccountFigures } from './AccountFigures.tsx';
import { accountQuery, type Account } from './queries.ts';
import { useAccount } from './useAccount.ts';
import { soon } from '../../ui/soon.ts';

const Timeline = lazyPart('talk', () => import('../talk/Timeline.tsx'), 'Timeline');
const Files = lazyPart('talk', () => import('../talk/Files.tsx'), 'Files');
const HandOver = soonPart('talk', () => import('../talk/HandOver.tsx'), 'HandOver');
const Duplicates = lazyPart('leads', () => import('../duplicates/Duplicates.tsx'), 'Duplicates');
const Merged = lazyPart('leads', () => import('../duplicates/Merged.tsx'), 'Merged');
const MergeWith = lazyPart('leads', () => import('../duplicates/MergeWith.tsx'), 'MergeWith');
const AccountForm = soon(() => import('./AccountForm.tsx'), 'AccountForm');
const ContactForm = soon(() => import('../contacts/ContactForm.tsx'), 'ContactForm');
const NewDeal = soon(() => import('../deals/NewDeal.tsx'), 'NewDeal');

/** A company: who is there, what is being sold to it, and what it brings. */
export function AccountPage() {
  const { id } = accountRoute.useParams();
  const { data, error, refetch } = useQuery(accountQuery(id));
  if (data) return <Loaded shown={data} />;
  return (
    <Page title={t('names.crm.account')} back={<Back />}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={3} label={t('names.crm.account')} />}
    </Page>
  );
}

const Back = () => (
  <Link to="/crm/accounts" search={{} as never}>
    {t('names.crm.accounts')}
  </Link>
);

function Loaded({ shown }: { readonly shown: Versioned<Account> }) {
  const account = shown.value;
  const id = account.account_id;
  const may = useMay();
  const { member_id } = useSession();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'edit' | 'contact' | 'deal'>();
  const [handed, setHanded] = useState<{ readonly from: string | null; readonly to: string }>();
  const { data: members } = useQuery(membersQuery);
  const { change } = useAccount();
  const canWrite = may('crm:account:write');
  const close = () => setAsked(undefined);
  useCommands('account', account.name, [
    ...(may('crm:contact:write') ? [{ id: 'contact.new', label: t('names.crm.contact.new'), keys: 'c', run: () => setAsked('contact') }] : []),
    ...(may('crm:deal:write') ? [{ id: 'deal.new', label: t('names.crm.deal.new'), run: () => setAsked('deal') }] : []),
  ]);
  return (
    <Page
      title={account.name}
      back={<Back />}
      action={
        canWrite && (
          <>
            {!account.merged_into && (
              <MergeWith kind="account" id={id} name={account.name} />
            )}
            <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setAsked('edit')}>
              {t('crm.editAll')}
            </Button>
          </>
        )
      }
    >
      <AccountFigures id={id} name={account.name} ended={Boolean(account.merged_into)} />
      <div className={parts.columns}>
        <div className={parts.stack}>
          <Duplicates
            kind="account"
            id={id}
            name={account.name}
            mergedInto={account.merged_into}
            canMerge={canWrite}
          />
          <Deals id={id} onNew={may('crm:deal:write') ? () => setAsked('deal') : undefined} />
          <Contacts id={id} onNew={may('crm:contact:write') ? () => setAsked('contact') : undefined} />
          <Timeline subject={{ kind: 'account', id }} />
        </div>
        <div className={`${parts.stack} ${parts.aside}`}>
          <Section title={t('crm.deal.facts')}>
            <AccountFacts account={account} canWrite={canWrite} change={change} onHandOver={(to) => to !== member_id && setHanded({ from: account.owner_id ?? null, to })} />
          </Section>
          <Section title={t('crm.deal.more')}>
            <CustomFacts
              record="account"
              tags={account.tags ?? []}
              custom={account.custom ?? {}}
              canWrite={canWrite}
              onTags={(tags) => change(account, { tags })}
              onCustom={(custom) => change(account, { custom: { ...custom } })}
            />
          </Section>
          <Merged id={id} />
          <Files subject={{ kind: 'account', id }} />
        </div>
      </div>
      {handed && may('crm:activity:write') && (
        <HandOver
          subject={{ kind: 'account', id }}
          name={account.name}
          from={handed.from}
          to={{ member_id: handed.to, name: members?.find((one) => one.member_id === handed.to)?.name ?? '' }}
          onClose={() => setHanded(undefined)}
        />
      )}
      {asked === 'edit' && <AccountForm shown={shown} onClose={close} onDone={close} />}
      {asked === 'contact' && <ContactForm account={account} onClose={close} onDone={close} />}
      {asked === 'deal' && <NewDeal account={account} onClose={close} onOpened={(deal) => void navigate({ to: '/crm/deals/$id', params: { id: deal } })} />}
    </Page>
  );
}

const Add = ({ label, onClick }: { label: string; onClick: (() => void) | undefined }) =>
  onClick ? (
    <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  ) : null;

function Deals({ id, onNew }: { id: string; onNew: (() => void) | undefined }) {
  const list = useList(dealsQuery({ account: id }));
  return (
    <Section title={t('names.crm.deals.title')} aside={<Add label={t('names.crm.deal.new')} onClick={onNew} />}>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : null}
      {!list.loading && list.rows.length === 0 && <p className={parts.hint}>{t('crm.account.noDeals')}</p>}
      <ul className={parts.list}>
        {list.rows.slice(0, 20).map((deal) => (
          <li key={deal.deal_id}>
            <span>
              <RecordLink kind="deal" id={deal.deal_id}>
                {deal.name}
              </RecordLink>
              <span className={parts.sub}>
                {deal.status === 'open' ? deal.stage_name : date(deal.closed_on ?? deal.opened_on)}
                {deal.expected_close_on && deal.status === 'open' && ` · ${t('crm.board.closes', { day: date(deal.expected_close_on) })}`}
              </span>
            </span>
            <span className={parts.end}>
              <MoneyCell value={deal.value} />
              <StateBadge tone={statusTone[deal.status]}>{t(`crm.status.${deal.status}`)}</StateBadge>
            </span>
          </li>
        ))}
      </ul>
      {list.rows.length > 20 && (
        <Link to="/crm/deals" search={{ account: id } as never} className={parts.hint}>
          {t('crm.account.allDeals')}
        </Link>
      )}
    </Section>
  );
}

function Contacts({ id, onNew }: { id: string; onNew: (() => void) | undefined }) {
  const list = useList(contactsQuery({ account: id }));
  return (
    <Section title={t('names.crm.contacts')} aside={<Add label={t('names.crm.contact.new')} onClick={onNew} />}>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : null}
      {!list.loading && list.rows.length === 0 && <p className={parts.hint}>{t('crm.account.noContacts')}</p>}
      <ul className={parts.list}>
        {list.rows.map((contact) => (
          <li key={contact.contact_id}>
            <span>
              <RecordLink kind="contact" id={contact.contact_id}>
                {contact.name}
              </RecordLink>
              {contact.job_title && <span className={parts.sub}>{contact.job_title}</span>}
            </span>
            <span className={parts.reach}>
              {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
              {contact.phone && <a href={`tel:${contact.phone}`}>{contact.phone}</a>}
            </span>
          </li>
        ))}
      </ul>
      {list.more.has && (
        <Button variant="subtle" onClick={list.more.load} loading={list.more.loading}>
          {t('common.more')}
        </Button>
      )}
    </Section>
  );
}
