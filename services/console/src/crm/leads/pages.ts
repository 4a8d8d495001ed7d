/*
 * The pages of leads, each loaded when it is opened. The frame knows this one file of them, so that what they are made of is
 * no burden to every other page.
 */
import { createElement, lazy } from 'react';

export const LeadsPage = lazy(async () => ({ default: (await import('./LeadsPage.tsx')).LeadsPage }));
export const LeadPage = lazy(async () => ({ default: (await import('./Place.tsx')).Place }));
const Peek = lazy(async () => ({ default: (await import('./LeadPeek.tsx')).LeadPeek }));
/** A component of its own: what is loaded lazily may not itself be lazy. */
export const LeadPeek = ({ id }: { readonly id: string }) => createElement(Peek, { id });
