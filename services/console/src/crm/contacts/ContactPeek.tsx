import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import parts from '../parts/parts.module.css';
import { ContactFacts } from './ContactFacts.tsx';
import { contactQuery } from './queries.ts';

/** A contact at the side of a list. */
export function ContactPeek({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(contactQuery(id));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.crm.contact')} />;
  return (
    <div className={parts.peek}>
      <h2>{data.value.name}</h2>
      <ContactFacts contact={data.value} />
    </div>
  );
}
