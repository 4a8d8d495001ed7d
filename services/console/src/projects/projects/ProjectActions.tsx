import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, type Versioned } from '../../api/client.ts';
import { ConflictError } from '../../api/conflict.ts';
import { date, hours, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useConflict } from '../../ui/Conflict.tsx';
import { useMeeting } from '../../ui/useMeeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { peopleQuery, projectQuery, type Project } from '../queries.ts';
import { aboutTurn, turnsOf } from './about.ts';
import { saveProject, turnProject, type Turn } from './queries.ts';
import { soon } from '../../ui/soon.ts';

const TurnDialog = soon(() => import('./TurnDialog.tsx'), 'TurnDialog');
const EditProject = soon(() => import('./NewProject.tsx'), 'EditProject');


export function ProjectActions({ base }: { readonly base: Versioned<Project> }) {
  const project = base.value;
  const queries = useQueryClient();
  const { data: people } = useQuery(peopleQuery());
  const meeting = useMeeting();
  const [open, setOpen] = useState<Turn | 'edit'>();
  const [busy, setBusy] = useState(false);
  const editable = project.status === 'active' || project.status === 'on_hold';
  const key = projectQuery(project.project_id).queryKey;
  const conflict = useConflict<Project>({
    title: project.name,
    label: (field) =>
      field === 'name' ? t('projects.project.name') : field === 'starts_on' ? t('projects.project.starts') : field === 'budget_hours' ? t('projects.project.budgetHours') : t('projects.project.budget'),
    show: (field, value) => {
      if (field === 'budget_amount') return money(value as Project['budget_amount']);
      return field === 'starts_on' ? date(String(value)) : field === 'budget_hours' ? hours(String(value)) : String(value);
    },
    actor: (actor) => people?.find((one) => one.member_id && actor === `member:${one.member_id}`)?.name ?? t('common.conflict.somebodyElse'),
  });
  const settle = async (found: ConflictError<Project>) => {
    queries.setQueryData(key, found.theirs);
    const again = await conflict.ask(found);
    if (!again) return;
    try {
      queries.setQueryData(key, await saveProject(found.theirs, again, newKey()));
      toast.done(t('projects.project.saved', { name: project.name }));
    } catch (error) {
      if (error instanceof ConflictError) return settle(error as ConflictError<Project>);
      toast.failed(error);
    }
  };
  const resume = async () => {
    setBusy(true);
    try {
      const saved = await meeting.act({ ...aboutTurn(queries, project, 'resume'), send: (etag, sent) => turnProject(project, 'resume', '', etag, sent) });
      if (saved) {
        queries.setQueryData(key, saved);
        toast.done(t('projects.turned.resume', { name: project.name }));
      }
      void queries.invalidateQueries({ queryKey: ['projects', 'projects'] });
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  const turns = turnsOf(project.status);
  // What is only stopped can be stopped again: no question is asked.
  const run = (turn: Turn) => (turn === 'resume' ? void resume() : setOpen(turn));
  useCommands('project.actions', project.name, [
    ...(editable ? [{ id: 'project.edit', label: t('projects.project.edit'), keys: 'e', run: () => setOpen('edit') }] : []),
    ...turns.map((turn) => ({ id: `project.${turn}`, label: t(`projects.turn.${turn}`), run: () => run(turn) })),
  ]);
  if (!editable && turns.length === 0) return null;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" loading={busy} rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t('projects.project.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {editable && <Menu.Item onClick={() => setOpen('edit')}>{t('projects.project.edit')}</Menu.Item>}
          {turns.map((turn) => (
            <Menu.Item key={turn} onClick={() => run(turn)}>
              {t(`projects.turn.${turn}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {open === 'edit' && (
        <EditProject
          base={base}
          onClose={() => setOpen(undefined)}
          onConflict={(error) => {
            if (!(error instanceof ConflictError)) return false;
            void settle(error as ConflictError<Project>);
            return true;
          }}
        />
      )}
      {open && open !== 'edit' && <TurnDialog project={project} turn={open} onClose={() => setOpen(undefined)} />}
      {conflict.dialog}
      {meeting.dialog}
    </>
  );
}
