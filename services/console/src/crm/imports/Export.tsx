import type { ReactNode } from 'react';
import { useMay } from '../../shell/session.ts';
import { Export as ExportOf } from '../../ui/Export.tsx';
import css from '../../ui/export.module.css';

/** The lists that are files, too, by their names in the addresses of those. */
export type ExportedList =
  | 'accounts' | 'contacts' | 'deals' | 'leads' | 'activities' | 'quotes' | 'follow-ups' | 'forgotten' | 'products' | 'mails' | 'mail-templates' | 'mailboxes'
  | 'suppressions' | 'sequences' | 'enrolments' | 'lead-forms' | 'automations' | 'automation-runs' | 'webhooks' | 'webhook-deliveries' | 'goals' | 'exchange-rates' | 'teams'
  | 'consents' | 'pipelines' | 'losses' | 'loss-reasons' | 'price-lists' | 'tags' | 'custom-fields' | 'imports' | 'merges' | 'notifications' | 'erasures' | 'person-exports' | 'retention-holds' | 'suspected-messages' | 'views';
type Props = {
  readonly list: ExportedList;
  /** The filters and the order of the list, as the service names them. */
  readonly query?: Readonly<Record<string, unknown>>;
  /** How many rows are shown: an empty list offers no file. */
  readonly rows?: number;
};

/** Takes a list out as a file, for who may take lists out of CRM. */
export function Export(props: Props) {
  return useMay()('crm:export') ? <ExportOf service="crm" {...props} /> : null;
}

/** A list as a file, and after that what else can be done with it: what is made anew stands last. */
export const WithExport = ({ children, ...props }: Props & { readonly children?: ReactNode }) => (
  <div className={css.beside}>
    <Export {...props} />
    {children}
  </div>
);
