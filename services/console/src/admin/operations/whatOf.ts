import { t, tMaybe } from '../../i18n/index.ts';
import type { Letter } from './queries.ts';

/** What a message tells, in the words that the reports have for it; its type where they have none. */
export const whatOf = ({ event_type }: Pick<Letter, 'event_type'>): string => (event_type ? tMaybe(`reporting.event.${event_type}`, event_type) : t('admin.letters.unreadable'));
