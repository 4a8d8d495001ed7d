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
  /** How many rows are shown: an empty list offers no file. */
  readonly rows?: number;
  /** Another list that comes with this one, by its name and what it is called. */
  readonly also?: { readonly list: string; readonly label: string };
};

/** Takes a list out as a file, all of it, with its filters and in its order, in the language of the page. */
export function Export({ service, list, query = {}, label = t('common.export'), rows, also }: ExportProps) {
  const id = useId();
  const asked = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  asked.set('language', language());
  // Each stands under its own button, however many a page has.
  const anchor = `--export-${id.replaceAll(/[^A-Za-z0-9]/g, '')}`;
  const address = (kind: 'csv' | 'xlsx') => `/api/${service}/v1/exports/${list}.${kind}?${asked}`;
  if (rows === 0) return null;
  return (
    <>
      <button type="button" className={css.button} popoverTarget={id} style={{ anchorName: anchor } as CSSProperties}>
        {label}
      </button>
      <div id={id} popover="auto" className={css.menu} style={{ positionAnchor: anchor } as CSSProperties} role="group" aria-label={label}>
        {/* A spreadsheet that writes a decimal comma reads the other as one column. */}
        <a href={address('xlsx')} download>
          {t('common.export.xlsx')}
        </a>
        <a href={address('csv')} download>
          {t('common.export.csv')}
        </a>
        {also && (
          <div role="group" aria-label={also.label}>
            <p aria-hidden>{also.label}</p>
            {(['xlsx', 'csv'] as const).map((kind) => (
              <a key={kind} href={`/api/${service}/v1/exports/${also.list}.${kind}?language=${language()}`} download>
                {t(`common.export.${kind}`)}
              </a>
            ))}
          </div>
        )}
      </div>
    </>
  );
}
