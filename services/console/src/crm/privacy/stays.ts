/* What keeps naming a person after they were erased, in words. */
import { t } from '../../i18n/index.ts';
import type { Preview } from './data.ts';

/** Why something keeps naming them. */
export function stays(one: Preview['stays'][number]) {
  switch (one.kind) {
    case 'accepted_quote':
    case 'sent_quote':
      return t(`privacy.erase.stays.${one.kind}`, { number: one.number });
    case 'files': {
      const { beside, count, name } = one;
      return beside === 'account' || beside === 'deal'
        ? t(`privacy.erase.stays.files.${beside}`, { count, name: name ?? '–' })
        : t(`privacy.erase.stays.files.${beside}`, { count });
    }
    case 'named_in_part':
      return t(`privacy.erase.stays.part.${one.record}`, { says: one.says });
    case 'issued_invoices':
      return t('privacy.erase.stays.issued_invoices', { name: one.name, first: one.first_invoice });
    case 'listed':
      return t(`privacy.erase.stays.listed.${one.list}`, { name: one.name });
    default:
      return t(`privacy.erase.stays.${one.kind}`, { name: one.name });
  }
}
