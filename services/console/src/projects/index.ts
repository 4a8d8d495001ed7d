import { IconBriefcase, IconChecklist, IconClockEdit, IconUsers } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Domain } from '../shell/domain.ts';

export const projects: Domain = {
  label: 'shell.menu.projects',
  menu: [
    { to: '/time', label: 'projects.time.title', icon: IconClockEdit, permission: 'projects:time:log', keys: 'g t' },
    { to: '/approvals/time', label: 'projects.approvals.menu', icon: IconChecklist, permission: 'projects:time:approve', keys: 'g a' },
    { to: '/projects', label: 'projects.title', icon: IconBriefcase, permission: 'projects:read', keys: 'g j' },
    { to: '/people', label: 'projects.people.title', icon: IconUsers, permission: 'projects:read' },
  ],
  inbox: [{ to: '/approvals/time', label: 'projects.approvals.time', icon: IconChecklist, permission: 'projects:time:approve' }],
  peeks: {
    project: {
      label: 'projects.project',
      content: lazy(async () => ({ default: (await import('./projects/ProjectPeek.tsx')).ProjectPeek })),
      page: (id) => `/projects/${id}`,
    },
    person: {
      label: 'projects.person',
      content: lazy(async () => ({ default: (await import('./people/PersonPeek.tsx')).PersonPeek })),
      page: (id) => `/people/${id}`,
    },
    time: { label: 'projects.time.entry', content: lazy(async () => ({ default: (await import('./time/EntryPeek.tsx')).EntryPeek })) },
  },
  creations: [
    { label: 'projects.project.new', to: '/projects?new=true', permission: 'projects:project:write' },
    { label: 'projects.person.new', to: '/people?new=true', permission: 'projects:person:manage' },
  ],
  searches: 'projects',
  pages: { project: (id) => `/projects/${id}`, person: (id) => `/people/${id}` },
};
