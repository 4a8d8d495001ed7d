/* Reports, and the ledger's accounts by name. */
export const reporting = {
  'account.cash': 'Cash',
  'account.receivables': 'Receivables',
  'account.unbilled_work': 'Unbilled work',
  'account.vat_payable': 'VAT payable',
  'account.employee_payable': 'Owed to employees',
  'account.accrued_labour': 'Accrued labour',
  'account.revenue': 'Revenue',
  'account.labour_cost': 'Labour cost',
  'account.expense_cost': 'Expense cost',
  'account.pipeline': 'Pipeline',
  'account.order_book': 'Order book',
  'account.scheduled': 'Scheduled billing',
  'account.project_budget': 'Project budget',
  'account.cost_budget': 'Cost budget',
} as const;
