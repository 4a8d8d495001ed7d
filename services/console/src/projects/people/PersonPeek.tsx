import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import css from '../projects.module.css';
import { personQuery } from '../queries.ts';
import { Rates } from './Rates.tsx';

/** A person at the side of a list. */
export function PersonPeek({ id }: { readonly id: string }) {
  const may = useMay();
  const { data, error, refetch } = useQuery(personQuery(id));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.projects.person')} />;
  const person = data.value;
  return (
    <div className={css.stack}>
      <div>
        <h2>{person.name}</h2>
        <StateBadge tone={person.active ? 'good' : 'neutral'}>{person.active ? t('projects.person.active') : t('projects.person.left')}</StateBadge>
      </div>
      <Facts
        items={[
          [t('projects.person.role'), person.role],
          [t('projects.person.email'), person.email],
          [t('projects.person.member'), person.member_id ? t('projects.yes') : t('projects.person.noMember')],
        ]}
      />
      {may('projects:cost_rate:read') && (
        <Section bare title={t('projects.person.rates')}>
          <Rates rates={person.cost_rates ?? []} />
        </Section>
      )}
      <Link to="/time" search={{ person: id }}>
        {t('projects.time.showWeek')}
      </Link>
    </div>
  );
}
