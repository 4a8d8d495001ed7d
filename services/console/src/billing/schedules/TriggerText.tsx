import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useProjects } from '../names.ts';
import type { Installment } from './queries.ts';

/** What makes an instalment billable, in words. */
export function TriggerText({ trigger, projectId }: { trigger: Installment['trigger']; projectId: string }) {
  const projects = useProjects();
  switch (trigger.kind) {
    case 'date':
      return <span className="num">{date(trigger.on)}</span>;
    case 'time':
      return <>{t('billing.trigger.time')}</>;
    case 'milestone': {
      const name = projects.get(projectId)?.milestones.find((one) => one.milestone_id === trigger.milestone_id)?.name;
      return <>{name ? t('billing.trigger.milestoneNamed', { name }) : t('billing.trigger.milestone')}</>;
    }
  }
}
