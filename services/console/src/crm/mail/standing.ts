/* Where a mail stands, for rows and threads. */
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Tone } from '../../ui/StateBadge.tsx';
import type { Summary } from './kept.ts';

export const tones: Record<Summary['status'], Tone> = {
  queued: 'info', preparing: 'info', handing_over: 'info', sent: 'good', in_doubt: 'warn', failed: 'late', cancelled: 'neutral', received: 'neutral',
};

/** When a mail goes out, is tried again, or was tried. */
export function moment({ status, attempts, next_attempt_at: next, at }: Pick<Summary, 'status' | 'attempts' | 'next_attempt_at' | 'at'>): string {
  if (status !== 'queued') return instant(at);
  return attempts > 0 && next ? t('mail.nextTry', { count: attempts, when: instant(next) }) : t('mail.goes', { when: instant(next ?? at) });
}
