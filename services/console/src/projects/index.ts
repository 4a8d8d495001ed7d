import { IconBriefcase, IconClockCheck, IconClockEdit, IconUsers } from '@tabler/icons-react';
import type { Domain } from '../shell/domain.ts';
import { lazyPart } from '../shell/lazy.ts';

export const projects: Domain = {
  label: 'shell.menu.projects',
  menu: [
    { to: '/time', label: 'names.projects.time.title', icon: IconClockEdit, permission: 'projects:time:log', keys: 'g t' },
    { to: '/approvals/time', label: 'names.projects.approvals.menu', icon: IconClockCheck, permission: 'projects:time:approve', keys: 'g a' },
    { to: '/projects', label: 'names.projects.title', icon: IconBriefcase, permission: 'projects:read', keys: 'g j' },
    { to: '/people', label: 'names.projects.people.title', icon: IconUsers, permission: 'projects:read' },
  ],
  inbox: [{ to: '/approvals/time', label: 'names.projects.approvals.time', icon: IconClockCheck, permission: 'projects:time:approve' }],
  peeks: {
    project: {
      label: 'names.projects.project',
      content: lazyPart('projects', () => import('./projects/ProjectPeek.tsx'), 'ProjectPeek'),
      page: (id) => `/projects/${id}`,
    },
    person: {
      label: 'names.projects.person',
      content: lazyPart('projects', () => import('./people/PersonPeek.tsx'), 'PersonPeek'),
      page: (id) => `/people/${id}`,
    },
    time: { label: 'names.projects.time.entry', content: lazyPart('projects', () => import('./time/EntryPeek.tsx'), 'EntryPeek') },
  },
  creations: [
    { label: 'names.projects.project.new', to: '/projects?new=true', permission: 'projects:project:write' },
    { label: 'names.projects.person.new', to: '/people?new=true', permission: 'projects:person:manage' },
  ],
  searches: 'projects',
  pages: { project: (id) => `/projects/${id}`, person: (id) => `/people/${id}` },
};
