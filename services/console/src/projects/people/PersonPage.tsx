import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addDays, date, hours, today, weekStart } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import css from '../projects.module.css';
import { personQuery } from '../queries.ts';
import { personRoute } from '../routes.ts';
import { recentWeeksQuery } from '../time/queries.ts';
import { Rates } from './Rates.tsx';
import { weeksOf } from '../time/weeks.ts';
import { StatusMark } from '../time/words.tsx';
import { soon } from '../../ui/soon.ts';

const EditPerson = soon(() => import('./PersonForm.tsx'), 'EditPerson');
const AddRate = soon(() => import('./PersonForm.tsx'), 'AddRate');

export function PersonPage() {
  const { id } = personRoute.useParams();
  const may = useMay();
  const { data, error, refetch } = useQuery(personQuery(id));
  const [open, setOpen] = useState<'edit' | 'rate'>();
  const now = weekStart(today());
  const { data: recent } = useQuery(recentWeeksQuery(id, addDays(now, -35), addDays(now, 6)));
  const canManage = may('projects:person:manage');
  useCommands('person', t('names.projects.person'), canManage && data ? [
    { id: 'person.edit', label: t('projects.person.edit'), keys: 'e', run: () => setOpen('edit') },
    { id: 'person.rate', label: t('projects.person.addRate'), keys: 'c', run: () => setOpen('rate') },
  ] : []);
  if (!data)
    return <Page title={t('names.projects.person')}>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={3} label={t('names.projects.person')} />}</Page>;
  const person = data.value;
  return (
    <Page
      title={person.name}
      back={<Link to="/people">{t('names.projects.people.title')}</Link>}
      lead={<StateBadge tone={person.active ? 'good' : 'neutral'}>{person.active ? t('projects.person.active') : t('projects.person.left')}</StateBadge>}
      action={canManage && <Button variant="default" aria-keyshortcuts="e" onClick={() => setOpen('edit')}>{t('projects.person.edit')}</Button>}
    >
      <Section title={t('projects.project.facts')}>
        <Facts
          items={[
            [t('projects.person.role'), person.role],
            [t('projects.person.email'), person.email && <a href={`mailto:${person.email}`}>{person.email}</a>],
            [t('projects.person.member'), person.member_id ? t('projects.yes') : t('projects.person.noMember')],
          ]}
        />
      </Section>
      <div className={css.columns}>
        {may('projects:cost_rate:read') && (
          <Section
            title={t('projects.person.rates')}
            aside={
              canManage && (
                <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} aria-keyshortcuts="c" onClick={() => setOpen('rate')}>
                  {t('projects.person.addRate')}
                </Button>
              )
            }
          >
            <Rates rates={person.cost_rates ?? []} />
          </Section>
        )}
        <Section title={t('projects.person.weeks')}>
          <table className={css.table}>
            <tbody>
              {weeksOf(recent ?? [], now, 6).map(({ monday, total, statuses }) => (
                <tr key={monday}>
                  <th scope="row">
                    <Link to="/time" search={{ person: id, week: monday }} className="num">
                      {t('projects.time.weekOf', { from: date(monday) })}
                    </Link>
                  </th>
                  <td>
                    {statuses.map((status) => (
                      <span key={status}>
                        <StatusMark status={status} />{' '}
                      </span>
                    ))}
                  </td>
                  <td data-end>{hours(total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      </div>
      {open === 'edit' && <EditPerson base={data} onClose={() => setOpen(undefined)} />}
      {open === 'rate' && <AddRate person={person} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
