import type { ReactNode } from 'react';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { RecordLink } from '../../shell/pages.tsx';
import css from './leads.module.css';
import type { Candidate } from './queries.ts';

type Props = { readonly items: readonly Candidate[]; readonly action?: ((one: Candidate) => ReactNode) | undefined };

/** Records that may be the same, each with what is the same. */
export function Candidates({ items, action }: Props) {
  return (
    <ul className={css.duplicates}>
      {items.map((one) => (
        <li key={one.id}>
          <RecordLink kind={one.kind} id={one.id}>
            {one.name}
          </RecordLink>
          <small>
            {t(`leads.duplicate.${one.kind}`)}
            {one.detail && ` · ${/^[A-Z]{2}$/.test(one.detail) ? countryName(one.detail) : one.detail}`}
          </small>
          <small>{listed(one.reasons.map((reason) => t(`leads.duplicate.reason.${reason}`)))}</small>
          {action?.(one)}
        </li>
      ))}
    </ul>
  );
}
