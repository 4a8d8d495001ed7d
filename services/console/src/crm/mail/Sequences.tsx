import { lazy, Suspense } from 'react';
import { leadRoute } from '../routes.ts';

const SequencesPage = lazy(async () => ({ default: (await import('./SequencesPage.tsx')).SequencesPage }));
const SequencePage = lazy(async () => ({ default: (await import('./SequencePage.tsx')).SequencePage }));

/** Sequences; the one whose id stands in the address alone. */
export function Sequences() {
  const { sequence } = leadRoute.useSearch() as { sequence?: unknown };
  return <Suspense fallback={null}>{typeof sequence === 'string' ? <SequencePage key={sequence} id={sequence} /> : <SequencesPage />}</Suspense>;
}
