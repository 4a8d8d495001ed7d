import { useId, type CSSProperties } from 'react';
import { language, t } from '../i18n/index.ts';
import css from './export.module.css';

export type ExportProps = {
  /** The part of the suite the list is of, as in its addresses. */
  readonly service: 'billing' | 'crm' | 'expenses' | 'identity' | 'projects' | 'reporting';
  /** The list, by its name in the addresses of files. */
  readonly list: string;
  /** The filters and the order of the list, as the service names them. */
  readonly query?: Readonly<Record<string, unknown>>;
  /** What is taken out, where it is not what is shown beside it. */
  readonly label?: string;
};

/** Takes a list out as a file, all of it, with its filters and in its order, in the language of the page. */
export function Export({ service, list, query = {}, label = t('common.export') }: ExportProps) {
  const id = useId();
  const asked = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  asked.set('language', language());
  // Each stands under its own button, however many a page has.
  const anchor = `--export-${id.replaceAll(/[^A-Za-z0-9]/g, '')}`;
  const address = (kind: 'csv' | 'xlsx') => `/api/${service}/v1/exports/${list}.${kind}?${asked}`;
  return (
    <>
      <button type="button" className={css.button} popoverTarget={id} style={{ anchorName: anchor } as CSSProperties}>
        {label}
      </button>
      <div id={id} popover="auto" className={css.menu} style={{ positionAnchor: anchor } as CSSProperties} role="group" aria-label={label}>
        <a href={address('csv')} download>
          {t('common.export.csv')}
        </a>
        <a href={address('xlsx')} download>
          {t('common.export.xlsx')}
        </a>
      </div>
    </>
  );
}
