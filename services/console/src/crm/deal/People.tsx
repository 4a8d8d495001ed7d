import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { contactQuery } from '../contacts/queries.ts';
import type { DealDetails } from '../deals/queries.ts';
import parts from '../parts/parts.module.css';
import type { DealEdit } from './edit.ts';
import { soon } from '../../ui/soon.ts';

const AddPerson = soon(() => import('./AddPerson.tsx'), 'AddPerson');
const AddCompetitor = soon(() => import('./AddPerson.tsx'), 'AddCompetitor');

type Props = {
  readonly deal: DealDetails;
  readonly canPeople: boolean;
  readonly canWrite: boolean;
  readonly change: (patch: Partial<DealEdit>) => Promise<void>;
};

/** The people of the client with what each is in the deal, and who else offers. */
export function People({ deal, canPeople, canWrite, change }: Props) {
  const [adding, setAdding] = useState<'person' | 'competitor'>();
  const people = deal.contacts ?? [];
  const competitors = deal.competitors ?? [];
  const add = (what: 'person' | 'competitor', label: string) => (
    <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding(what)}>
      {label}
    </Button>
  );
  return (
    <>
      <Section title={t('crm.people')} aside={canPeople && add('person', t('crm.people.add'))}>
        {people.length === 0 && <p className={parts.hint}>{t('crm.people.nobody')}</p>}
        <ul className={parts.list}>
          {people.map((one, index) => (
            <li key={`${one.contact_id}${one.role}`}>
              <span>
                <PersonName id={one.contact_id} />
                <span className={parts.sub}>{t(`crm.role.${one.role}`)}</span>
              </span>
              {canPeople && (
                <ActionIcon size={28} aria-label={t('crm.people.remove', { role: t(`crm.role.${one.role}`) })} onClick={() => void change({ contacts: people.filter((_, at) => at !== index) }).catch(toast.failed)}>
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('crm.competitors')} aside={canWrite && add('competitor', t('crm.competitors.add'))}>
        {competitors.length === 0 && <p className={parts.hint}>{t('crm.competitors.nobody')}</p>}
        <ul className={parts.list}>
          {competitors.map((name) => (
            <li key={name}>
              <span>{name}</span>
              {canWrite && (
                <ActionIcon size={28} aria-label={t('crm.line.remove', { name })} onClick={() => void change({ competitors: competitors.filter((one) => one !== name) }).catch(toast.failed)}>
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {adding === 'person' && <AddPerson deal={deal} change={change} onClose={() => setAdding(undefined)} />}
      {adding === 'competitor' && <AddCompetitor deal={deal} change={change} onClose={() => setAdding(undefined)} />}
    </>
  );
}

function PersonName({ id }: { readonly id: string }) {
  const { data } = useQuery(contactQuery(id));
  return (
    <RecordLink kind="contact" id={id}>
      {data?.value.name ?? '…'}
    </RecordLink>
  );
}
