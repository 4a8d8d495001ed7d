/*
 * The pages of leads, each loaded when it is opened. The frame knows this one file of them, so that what they are made of is
 * no burden to every other page.
 */
import { lazy } from 'react';

export const LeadsPage = lazy(async () => ({ default: (await import('./LeadsPage.tsx')).LeadsPage }));
export const LeadPage = lazy(async () => ({ default: (await import('./Place.tsx')).Place }));
export const LeadPeek = lazy(async () => ({ default: (await import('./LeadPeek.tsx')).LeadPeek }));
