import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Section } from '../../ui/Page.tsx';
import { useList } from '../../ui/useList.ts';
import { contactsQuery } from '../contacts/queries.ts';
import { dealsQuery } from '../deals/queries.ts';
import { DealRows } from '../parts/DealRows.tsx';
import parts from '../parts/parts.module.css';
import { AccountFacts } from './AccountFacts.tsx';
import { accountQuery } from './queries.ts';
import { useAccount } from './useAccount.ts';

/** An account at the side of a list: its facts, its open deals, its people. */
export function AccountPeek({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(accountQuery(id));
  const deals = useList(dealsQuery({ account: id, status: 'open' }));
  const contacts = useList(contactsQuery({ account: id }));
  const canWrite = useMay()('crm:account:write');
  const { change } = useAccount();
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.crm.account')} />;
  return (
    <div className={parts.peek}>
      <h2>{data.value.name}</h2>
      <AccountFacts account={data.value} canWrite={canWrite} change={change} />
      <Section title={t('names.crm.deals.title')} bare>
        {!deals.loading && deals.rows.length === 0 && <p className={parts.hint}>{t('crm.account.noDeals')}</p>}
        <DealRows deals={deals.rows.slice(0, 10)} />
      </Section>
      <Section title={t('names.crm.contacts')} bare>
        {!contacts.loading && contacts.rows.length === 0 && <p className={parts.hint}>{t('crm.account.noContacts')}</p>}
        <ul className={parts.list}>
          {contacts.rows.slice(0, 10).map((contact) => (
            <li key={contact.contact_id}>
              <span>
                <RecordLink kind="contact" id={contact.contact_id}>
                  {contact.name}
                </RecordLink>
              </span>
              <span className={parts.sub}>{contact.job_title}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
