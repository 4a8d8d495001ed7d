import type { reporting as en } from '../en/reporting.ts';
import type { Texts } from '../text.ts';

export const reporting: Texts<typeof en> = {
  'account.cash': 'Pénzeszköz',
  'account.receivables': 'Vevőkövetelések',
  'account.unbilled_work': 'Számlázatlan teljesítés',
  'account.vat_payable': 'Fizetendő áfa',
  'account.employee_payable': 'Tartozás munkatársak felé',
  'account.accrued_labour': 'Elhatárolt munkadíj',
  'account.revenue': 'Árbevétel',
  'account.labour_cost': 'Munkaköltség',
  'account.expense_cost': 'Egyéb költség',
  'account.pipeline': 'Értékesítési folyamat',
  'account.order_book': 'Rendelésállomány',
  'account.scheduled': 'Ütemezett számlázás',
  'account.project_budget': 'Projekt költségkerete',
  'account.cost_budget': 'Költségkeret',
};
