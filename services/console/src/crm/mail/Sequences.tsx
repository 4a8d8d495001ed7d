import { leadRoute } from '../routes.ts';
import { later } from '../../ui/soon.ts';

const SequencesPage = later(() => import('./SequencesPage.tsx'), 'SequencesPage');
const SequencePage = later(() => import('./SequencePage.tsx'), 'SequencePage');

/** Sequences; the one whose id stands in the address alone. */
export function Sequences() {
  const { sequence } = leadRoute.useSearch() as { sequence?: unknown };
  return typeof sequence === 'string' ? <SequencePage key={sequence} id={sequence} /> : <SequencesPage />;
}
