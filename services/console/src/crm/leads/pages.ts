/*
 * The pages of leads, each loaded when it is opened. The frame knows this one file of them, so that what they are made of is
 * no burden to every other page.
 */
export const leadsPage = () => import('./LeadsPage.tsx');
export const leadPage = () => import('./Place.tsx');
export const leadPeek = () => import('./LeadPeek.tsx');
