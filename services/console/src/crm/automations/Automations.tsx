import { lazy, Suspense } from 'react';
import { t } from '../../i18n/index.ts';
import { text } from '../../shell/search.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { settingsRoute } from '../routes.ts';

const RulesPage = lazy(async () => ({ default: (await import('./RulesPage.tsx')).RulesPage }));
const RulePage = lazy(async () => ({ default: (await import('./RulePage.tsx')).RulePage }));
const RuleEditor = lazy(async () => ({ default: (await import('./RuleEditor.tsx')).RuleEditor }));

/** Rules; the one whose id stands in the address alone, or a new one. */
export function Automations() {
  const rule = text(settingsRoute.useSearch() as Record<string, unknown>, 'rule');
  return (
    <Suspense fallback={<Waiting columns={2} label={t('automations.title')} />}>
      {rule === 'new' ? <RuleEditor key="new" /> : rule ? <RulePage key={rule} id={rule} /> : <RulesPage />}
    </Suspense>
  );
}
