/* The lists of mails, tasks and quotes, each loaded when it is opened. The frame knows this one file of them. */
export const tasksPage = () => import('./TasksPage.tsx');
export const mailsPage = () => import('./MailsPage.tsx');
export const quotesPage = () => import('./QuotesPage.tsx');
