import { IconMail, IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { lazyPart } from '../../shell/lazy.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { useList } from '../../ui/useList.ts';
import { dealsQuery } from '../deals/queries.ts';
import { CustomFacts } from '../parts/CustomFacts.tsx';
import { DealRows } from '../parts/DealRows.tsx';
import parts from '../parts/parts.module.css';
import { contactRoute } from '../routes.ts';
import { ContactFacts } from './ContactFacts.tsx';
import { contactQuery, type Contact } from './queries.ts';
import { useContact } from './useContact.ts';

const Timeline = lazyPart('talk', () => import('../talk/Timeline.tsx'), 'Timeline');
const Files = lazyPart('talk', () => import('../talk/Files.tsx'), 'Files');
const Enrolments = lazyPart('mail', () => import('../mail/Enrolments.tsx'), 'Enrolments');

const PersonRights = lazyPart('privacy', () => import('../privacy/PersonRights.tsx'), 'PersonRights');
const Erased = lazyPart('privacy', () => import('../privacy/Erased.tsx'), 'Erased');
const Merged = lazyPart('leads', () => import('../duplicates/Merged.tsx'), 'Merged');
const MergeWith = lazyPart('leads', () => import('../duplicates/MergeWith.tsx'), 'MergeWith');
const Duplicates = lazyPart('leads', () => import('../duplicates/Duplicates.tsx'), 'Duplicates');

/** A person: how to reach them, and what is being sold to where they work. */
export function ContactPage() {
  const { id } = contactRoute.useParams();
  const { data, error, refetch } = useQuery(contactQuery(id));
  const canWrite = useMay()('crm:contact:write');
  const contact = data?.value;
  const back = (
    <Link to="/crm/contacts" search={{} as never}>
      {t('names.crm.contacts')}
    </Link>
  );
  if (!contact)
    return (
      <Page title={t('names.crm.contact')} back={back}>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={2} label={t('names.crm.contact')} />}
      </Page>
    );
  if (contact.erased_at)
    return (
      <Page title={t('names.crm.contact')} back={back}>
        <Erased at={contact.erased_at} />
        <Timeline subject={{ kind: 'contact', id }} />
      </Page>
    );
  const emails = [contact.email, ...(contact.additional_emails ?? [])].filter((one) => one !== null && one !== undefined);
  const phones = [contact.phone, ...(contact.additional_phones ?? [])].filter((one) => one !== null && one !== undefined);
  return (
    <Page
      title={contact.name}
      back={back}
      action={
        canWrite &&
        !contact.merged_into && (
          <MergeWith kind="contact" id={contact.contact_id} name={contact.name} />
        )
      }
    >
      <div className={parts.columns}>
        <div className={parts.stack}>
          <Section title={t('crm.contact.reach')}>
            {emails.length + phones.length === 0 && <p className={parts.hint}>{t('crm.contact.noReach')}</p>}
            <ul className={parts.list}>
              {emails.map((email) => (
                <li key={email}>
                  <span>
                    <IconMail size={14} aria-hidden /> <a href={`mailto:${email}`}>{email}</a>
                  </span>
                </li>
              ))}
              {phones.map((phone) => (
                <li key={phone}>
                  <span>
                    <IconPhone size={14} aria-hidden /> <a href={`tel:${phone}`}>{phone}</a>
                  </span>
                </li>
              ))}
            </ul>
          </Section>
          <Duplicates
            kind="contact"
            id={contact.contact_id}
            name={contact.name}
            mergedInto={contact.merged_into}
            canMerge={canWrite}
          />
          {contact.account_id && <Deals account={contact.account_id} />}
          <Timeline subject={{ kind: 'contact', id }} />
        </div>
        <div className={`${parts.stack} ${parts.aside}`}>
          <Section title={t('crm.deal.facts')}>
            <ContactFacts contact={contact} />
          </Section>
          <More contact={contact} />
          <PersonRights person={{ kind: 'contact', id, name: contact.name }} />
          <Enrolments person={{ contact_id: id }} name={contact.name} />
          <Merged id={id} />
          <Files subject={{ kind: 'contact', id }} />
        </div>
      </div>
    </Page>
  );
}

function More({ contact }: { readonly contact: Contact }) {
  const canWrite = useMay()('crm:contact:write');
  const { change } = useContact();
  return (
    <Section title={t('crm.deal.more')}>
      <CustomFacts
        record="contact"
        tags={contact.tags ?? []}
        custom={contact.custom ?? {}}
        canWrite={canWrite}
        onTags={(tags) => change(contact, { tags })}
        onCustom={(custom) => change(contact, { custom: { ...custom } })}
      />
    </Section>
  );
}

/** Open deals of the account. */
function Deals({ account }: { account: string }) {
  const list = useList(dealsQuery({ account, status: 'open' }));
  return (
    <Section title={t('crm.contact.deals')}>
      {!list.loading && list.rows.length === 0 && <p className={parts.hint}>{t('crm.account.noDeals')}</p>}
      <DealRows deals={list.rows.slice(0, 20)} />
    </Section>
  );
}
