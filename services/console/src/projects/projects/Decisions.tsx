import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ago } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import css from '../projects.module.css';
import { decisionsQuery, type Decision } from './queries.ts';
import { soon } from '../../ui/soon.ts';

const ResolveDecision = soon(() => import('./ResolveDecision.tsx'), 'ResolveDecision');

/** Questions that stop a project until a person answers: of one project, or of all. */
export function Decisions({ project }: { readonly project?: string }) {
  const may = useMay();
  const { data } = useQuery(decisionsQuery);
  const [open, setOpen] = useState<Decision>();
  const waiting = data?.filter((one) => project === undefined || one.project_id === project) ?? [];
  return (
    <>
      {waiting.map((decision) => (
        <div key={decision.decision_id} className={css.band} role="status">
          <span>
            {project ? <strong>{t('projects.decision.title')}</strong> : <Link to="/projects/$id" params={{ id: decision.project_id }}>{decision.project_name}</Link>}
            {' · '}
            {t('projects.decision.why', { reason: decision.reason, when: ago(decision.raised_at) })}
          </span>
          {may('projects:project:write') && (
            <Button variant="default" onClick={() => setOpen(decision)}>
              {t('projects.decision.answer')}
            </Button>
          )}
        </div>
      ))}
      {open && <ResolveDecision decision={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
