import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { peopleQuery } from '../queries.ts';
import { timeRoute } from '../routes.ts';

/** Whose week it is, for who may log for others. */
export function ChoosePerson({ value }: { value: string | undefined }) {
  const navigate = useNavigate({ from: timeRoute.fullPath });
  const { data: people } = useQuery(peopleQuery(true));
  return (
    <Select
      aria-label={t('projects.time.person')}
      data={people?.map((one) => ({ value: one.person_id, label: one.name })) ?? []}
      value={value ?? null}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      w={180}
      onChange={(person) => person && void navigate({ search: (before) => ({ ...before, person }) })}
    />
  );
}
