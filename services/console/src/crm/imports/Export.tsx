import { useId, type CSSProperties, type ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import css from './export.module.css';

/** The lists that are files, too, by their names in the addresses of those. */
export type ExportedList =
  | 'accounts' | 'contacts' | 'deals' | 'leads' | 'activities' | 'quotes' | 'follow-ups' | 'forgotten' | 'products' | 'mails' | 'mail-templates' | 'mailboxes'
  | 'suppressions' | 'sequences' | 'enrolments' | 'lead-forms' | 'automations' | 'automation-runs' | 'webhooks' | 'webhook-deliveries' | 'goals' | 'exchange-rates' | 'teams'
  | 'losses' | 'loss-reasons' | 'price-lists' | 'tags' | 'custom-fields' | 'imports' | 'merges' | 'notifications' | 'erasures' | 'person-exports' | 'retention-holds';
type Props = {
  readonly list: ExportedList;
  /** The filters and the order of the list, as the service names them. */
  readonly query?: Readonly<Record<string, unknown>>;
};

/** Takes a list out as a file, all of it, with its filters and in its order. */
export function Export({ list, query = {} }: Props) {
  const id = useId();
  if (!useMay()('crm:export')) return null;
  const asked = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  // Each stands under its own button, however many a page has.
  const anchor = `--export-${id.replaceAll(/[^A-Za-z0-9]/g, '')}`;
  const address = (kind: 'csv' | 'xlsx') => `/api/crm/v1/exports/${list}.${kind}${asked.size > 0 ? `?${asked}` : ''}`;
  return (
    <>
      <button type="button" className={css.button} popoverTarget={id} style={{ anchorName: anchor } as CSSProperties}>
        {t('crm.export')}
      </button>
      <div id={id} popover="auto" className={css.menu} style={{ positionAnchor: anchor } as CSSProperties} role="group" aria-label={t('crm.export')}>
        <a href={address('csv')} download>
          {t('crm.export.csv')}
        </a>
        <a href={address('xlsx')} download>
          {t('crm.export.xlsx')}
        </a>
      </div>
    </>
  );
}

/** The tools of a section, and after them its list as a file. */
export const WithExport = ({ children, ...props }: Props & { readonly children?: ReactNode }) => (
  <div className={css.beside}>
    {children}
    <Export {...props} />
  </div>
);
