import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { projectQuery, type Project } from '../queries.ts';
import { aboutTurn, turnsOf } from './about.ts';
import { turnProject, type Turn } from './queries.ts';
import { soon } from '../../ui/soon.ts';

const TurnDialog = soon(() => import('./TurnDialog.tsx'), 'TurnDialog');
const EditProject = soon(() => import('./NewProject.tsx'), 'EditProject');


export function ProjectActions({ base }: { readonly base: Versioned<Project> }) {
  const project = base.value;
  const queries = useQueryClient();
  const [open, setOpen] = useState<Turn | 'edit'>();
  const [busy, setBusy] = useState(false);
  const editable = project.status === 'active' || project.status === 'on_hold';
  const key = projectQuery(project.project_id).queryKey;
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
      {open === 'edit' && <EditProject base={base} onClose={() => setOpen(undefined)} />}
      {open && open !== 'edit' && <TurnDialog project={project} turn={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
