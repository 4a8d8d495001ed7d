import { domains } from '../domains.ts';
import { t } from '../i18n/index.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { useMay } from './session.ts';

/** The queues of decisions that one may decide, whichever domain they are of (`inbox` in its index.ts). */
export function InboxTabs() {
  const may = useMay();
  const entries = domains.flatMap((domain) => domain.inbox ?? []).filter((entry) => !entry.permission || may(entry.permission));
  if (entries.length < 2) return null;
  return <Tabs label={t('names.projects.approvals.title')} tabs={entries.map((entry) => ({ to: entry.to, label: t(entry.label) }))} />;
}
