import { t } from '../../i18n/index.ts';
import css from './grid.module.css';

/** In the final geometry; appears only after 300 ms, so that a quick answer does not flicker. */
export function Waiting({ columns, label }: { columns: number; label: string }) {
  return (
    <div className={css.waiting} role="status" aria-label={t('common.loading', { what: label })}>
      {Array.from({ length: 12 }, (_, row) => (
        <div key={row} className={css.waitingRow} aria-hidden>
          {Array.from({ length: Math.min(columns, 6) }, (_, column) => (
            <span key={column} style={{ inlineSize: `${40 + ((row * 7 + column * 13) % 40)}%` }} />
          ))}
        </div>
      ))}
    </div>
  );
}
