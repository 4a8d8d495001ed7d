import { t } from '../../i18n/index.ts';
import { Share } from '../../ui/Share.tsx';
import type { Margin } from './queries.ts';

/** The margin of a project in percent, worked out of its margin and its revenue. */
export function MarginShare({ margin, name }: { readonly margin: Margin; readonly name: string }) {
  const side = (what: string, { explain }: { readonly explain: string }) => ({ label: what, explain });
  return (
    <Share
      value={margin.margin_percent}
      label={t('projects.money.marginPercent')}
      of={name}
      part={side(t('projects.money.margin'), margin.margin)}
      whole={side(t('projects.money.revenue'), margin.revenue)}
    />
  );
}
