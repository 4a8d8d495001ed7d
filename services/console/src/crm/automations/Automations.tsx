import { t } from '../../i18n/index.ts';
import { text } from '../../shell/search.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { settingsRoute } from '../routes.ts';
import { later } from '../../ui/soon.ts';

const RulesPage = later(() => import('./RulesPage.tsx'), 'RulesPage');
const RulePage = later(() => import('./RulePage.tsx'), 'RulePage');
const RuleEditor = later(() => import('./RuleEditor.tsx'), 'RuleEditor');

/** Rules; the one whose id stands in the address alone, or a new one. */
export function Automations() {
  const rule = text(settingsRoute.useSearch() as Record<string, unknown>, 'rule');
  const meanwhile = <Waiting columns={2} label={t('automations.title')} />;
  if (rule === 'new') return <RuleEditor key="new" meanwhile={meanwhile} />;
  return rule ? <RulePage key={rule} id={rule} meanwhile={meanwhile} /> : <RulesPage meanwhile={meanwhile} />;
}
