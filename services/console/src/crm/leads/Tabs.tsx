import { t } from '../../i18n/index.ts';
import { Tabs } from '../../ui/Tabs.tsx';

const parts = ['inbox', 'forms', 'suspected', 'scoring', 'assignment', 'sequences', 'mails', 'suppressions'] as const;

/** The inbox beside what decides how leads come into it. */
export const LeadTabs = ({ at }: { readonly at: (typeof parts)[number] }) => (
  <Tabs label={t('leads.tabs')} tabs={parts.map((part) => ({ to: part === 'inbox' ? '/crm/leads' : `/crm/leads/${part}`, label: t(`leads.tab.${part}`), open: part === at }))} />
);
