/* The lists of mails, tasks and quotes, each loaded when it is opened. The frame knows this one file of them. */
import { lazy } from 'react';

export const TasksPage = lazy(async () => ({ default: (await import('./TasksPage.tsx')).TasksPage }));
export const MailsPage = lazy(async () => ({ default: (await import('./MailsPage.tsx')).MailsPage }));
export const QuotesPage = lazy(async () => ({ default: (await import('./QuotesPage.tsx')).QuotesPage }));
