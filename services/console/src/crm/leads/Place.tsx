import type { ComponentType } from 'react';
import { lazyPart } from '../../shell/lazy.ts';
import { leadRoute } from '../routes.ts';
import { later } from '../../ui/soon.ts';

const rules: Readonly<Record<string, ComponentType>> = {
  forms: lazyPart('forms', () => import('../leadRules/FormsPage.tsx'), 'FormsPage'),
  suspected: lazyPart(['forms', 'talk'], () => import('../leadRules/SuspectedPage.tsx'), 'SuspectedPage'),
  scoring: later(() => import('../leadRules/ScoringPage.tsx'), 'ScoringPage'),
  sequences: lazyPart(['talk', 'mail'], () => import('../mail/Sequences.tsx'), 'Sequences'),
  mails: lazyPart(['talk', 'mail'], () => import('../mail/UnfiledPage.tsx'), 'UnfiledPage'),
  suppressions: lazyPart(['talk', 'mail'], () => import('../mail/SuppressionsPage.tsx'), 'SuppressionsPage'),
  assignment: lazyPart('mail', () => import('../leadRules/AssignmentPage.tsx'), 'AssignmentPage'),
};
const LeadPage = later(() => import('./LeadPage.tsx'), 'LeadPage');

/** One lead; or, since no lead is called so, the part of the rules that stands in place of its id. */
export function Place() {
  const { id } = leadRoute.useParams();
  const Shown = Object.hasOwn(rules, id) ? (rules[id] ?? LeadPage) : LeadPage;
  return (
    <Shown />
  );
}
