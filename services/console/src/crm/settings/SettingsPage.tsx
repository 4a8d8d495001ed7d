import { t } from '../../i18n/index.ts';
import { lazyPart } from '../../shell/lazy.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { oneOf } from '../../shell/search.ts';
import { settingsRoute } from '../routes.ts';
import { later } from '../../ui/soon.ts';

const settingsTabs = ['pipelines', 'fields', 'tags', 'reasons', 'products', 'quotes', 'mail', 'automations', 'merges', 'privacy'] as const;
const panels = {
  pipelines: later(() => import('./Pipelines.tsx'), 'Pipelines'),
  fields: later(() => import('./Fields.tsx'), 'Fields'),
  tags: later(() => import('./Tags.tsx'), 'Tags'),
  reasons: later(() => import('./Reasons.tsx'), 'Reasons'),
  products: later(() => import('./Products.tsx'), 'Products'),
  quotes: lazyPart('quotes', () => import('./QuoteSettings.tsx'), 'QuoteSettings'),
  mail: lazyPart(['talk', 'mail'], () => import('../mail/Mailboxes.tsx'), 'Mailboxes'),
  automations: lazyPart(['automations', 'conditions', 'rulefields'], () => import('../automations/Automations.tsx'), 'Automations'),
  merges: lazyPart(['talk', 'leads', 'desk'], () => import('../duplicates/MergesList.tsx'), 'MergesList'),
  privacy: lazyPart(['talk', 'privacy'], () => import('../privacy/PrivacySettings.tsx'), 'PrivacySettings'),
};

/** How the organisation sells. */
export function SettingsPage() {
  const tab = oneOf(settingsRoute.useSearch(), 'tab', settingsTabs) ?? 'pipelines';
  const Panel = panels[tab];
  return (
    <Page title={t('names.crm.settings')}>
      <Tabs label={t('names.crm.settings')} tabs={settingsTabs.map((one) => ({ to: '/crm/settings', search: { tab: one }, label: t(`crm.settings.${one}`), open: one === tab }))} />
      <Panel meanwhile={<Waiting columns={2} label={t(`crm.settings.${tab}`)} />} />
    </Page>
  );
}
