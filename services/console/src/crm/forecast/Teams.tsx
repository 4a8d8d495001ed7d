import { ActionIcon, Button, MultiSelect } from '@mantine/core';
import { IconArchive, IconPencil, IconPlus, IconRestore } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { WithExport } from '../imports/Export.tsx';
import { changeTeam } from './change.ts';
import { makeTeam, teamsQuery, type Team } from './data.ts';
import css from './forecast.module.css';

/** Named groups of members. */
export function Teams() {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(teamsQuery);
  const { data: members } = useQuery(membersQuery);
  const manages = useMay()('crm:settings:manage');
  const [asked, setAsked] = useState<Team | 'new'>();
  const refresh = () => void queries.invalidateQueries({ queryKey: teamsQuery.queryKey });
  const archive = (team: Team) => void changeTeam(team, { archived: !team.archived }).then(refresh, toast.failed);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  const nameOf = (id: string) => members?.find((one) => one.member_id === id)?.name;
  return (
    <Section
      title={t('forecast.teams.title')}
      aside={
        <WithExport rows={data?.length} list="teams">
          {manages && (
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
              {t('forecast.teams.new')}
            </Button>
          )}
        </WithExport>
      }
    >
      {data?.length === 0 && <Empty kind="nothing" title={t('forecast.teams.none')} what={t('forecast.teams.what')} example={t('forecast.teams.example')} />}
      {data && data.length > 0 && (
        <Table
          label={t('forecast.teams.title')}
          pinned
          rows={data}
          rowId={(team) => team.team_id}
          columns={[
            { id: 'name', header: t('forecast.teams.name'), cell: (team) => (team.archived ? `${team.name} (${t('forecast.teams.archived')})` : team.name) },
            { id: 'members', header: t('forecast.teams.members'), cell: (team) => listed(team.member_ids.flatMap((id) => nameOf(id) ?? [])) || '–' },
            ...(manages
              ? [
                  {
                    id: 'tools',
                    header: <span className="hidden">{t('forecast.tools')}</span>,
                    align: 'end' as const,
                    cell: (team: Team) => (
                      <span className={css.tools}>
                        <ActionIcon size={28} variant="subtle" aria-label={t('forecast.teams.edit', { name: team.name })} onClick={() => setAsked(team)}>
                          <IconPencil size={16} aria-hidden />
                        </ActionIcon>
                        <ActionIcon size={28} variant="subtle" aria-label={t(team.archived ? 'forecast.teams.restore' : 'forecast.teams.archive', { name: team.name })} onClick={() => archive(team)}>
                          {team.archived ? <IconRestore size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />}
                        </ActionIcon>
                      </span>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {asked && <TeamDialog team={asked} onClose={() => setAsked(undefined)} onSaved={refresh} />}
    </Section>
  );
}

function TeamDialog({ team, onClose, onSaved }: { readonly team: Team | 'new'; readonly onClose: () => void; readonly onSaved: () => void }) {
  const { data: members } = useQuery(membersQuery);
  const old = team === 'new' ? undefined : team;
  const form = useForm({
    name: `forecast.team.${old?.team_id ?? 'new'}`,
    initial: { name: old?.name ?? '', members: JSON.stringify(old?.member_ids ?? []) },
    pointers: { members: '/member_ids' },
    validate: (values) => ({ name: values.name.trim() ? undefined : t('common.form.required') }),
    submit: (values, key): Promise<Team | null> => {
      const body = { name: values.name.trim(), member_ids: JSON.parse(values.members) as string[] };
      return old ? changeTeam(old, body, key) : makeTeam(body, key);
    },
    onDone: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <Dialog title={old ? t('forecast.teams.edit', { name: old.name }) : t('forecast.teams.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('forecast.teams.name')} required autoFocus />
        <MultiSelect
          label={t('forecast.teams.members')}
          searchable
          data={(members ?? []).map((one) => ({ value: one.member_id, label: one.name }))}
          value={JSON.parse(form.values.members) as string[]}
          error={form.errors.members}
          onChange={(chosen) => form.set({ members: JSON.stringify(chosen) })}
        />
      </FormFrame>
    </Dialog>
  );
}
