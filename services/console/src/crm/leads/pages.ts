/*
 * The pages of leads, of what is forgotten, of imports and settings, each loaded when it is opened. The frame knows this one file of them, so that what they are made of is
 * no burden to every other page.
 */
import { lazy } from 'react';

export const LeadsPage = lazy(async () => ({ default: (await import('./LeadsPage.tsx')).LeadsPage }));
export const LeadPage = lazy(async () => ({ default: (await import('./Place.tsx')).Place }));
export const LeadPeek = lazy(async () => ({ default: (await import('./LeadPeek.tsx')).LeadPeek }));
export const ImportsPage = lazy(async () => ({ default: (await import('../imports/ImportsPage.tsx')).ImportsPage }));
export const SettingsPage = lazy(async () => ({ default: (await import('../settings/SettingsPage.tsx')).SettingsPage }));
export const ForgottenPage = lazy(async () => ({ default: (await import('../forgotten/ForgottenPage.tsx')).ForgottenPage }));
