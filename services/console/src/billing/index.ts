import { IconBuilding, IconCalendarDollar, IconCashBanknote, IconFileInvoice, IconReceiptEuro } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Domain } from '../shell/domain.ts';

export const billing: Domain = {
  label: 'billing.menu',
  menu: [
    { to: '/billing', label: 'billing.now.title', icon: IconReceiptEuro, permission: 'billing:read', keys: 'g b' },
    { to: '/invoices', label: 'billing.invoices.title', icon: IconFileInvoice, permission: 'billing:read', keys: 'g i' },
    { to: '/payments', label: 'billing.payments.title', icon: IconCashBanknote, permission: 'billing:read' },
    { to: '/customers', label: 'billing.customers.title', icon: IconBuilding, permission: 'billing:read' },
    { to: '/schedules', label: 'billing.schedules.title', icon: IconCalendarDollar, permission: 'billing:read' },
  ],
  peeks: {
    work: { label: 'billing.work', content: lazy(async () => ({ default: (await import('./work/WorkPeek.tsx')).WorkPeek })) },
    invoice: {
      label: 'billing.invoice',
      content: lazy(async () => ({ default: (await import('./invoices/InvoicePeek.tsx')).InvoicePeek })),
      page: (id) => `/invoices/${id}`,
    },
    customer: {
      label: 'billing.customer',
      content: lazy(async () => ({ default: (await import('./customers/CustomerPeek.tsx')).CustomerPeek })),
      page: (id) => `/customers/${id}`,
    },
    payment: { label: 'billing.payment', content: lazy(async () => ({ default: (await import('./payments/PaymentPeek.tsx')).PaymentPeek })) },
  },
  creations: [
    { label: 'billing.invoice.new', to: '/invoices?new=true', permission: 'billing:invoice:write' },
    { label: 'billing.payment.new', to: '/payments?new=true', permission: 'billing:payment:register' },
  ],
  searches: 'billing',
  pages: { invoice: (id) => `/invoices/${id}`, customer: (id) => `/customers/${id}`, schedule: (id) => `/schedules/${id}` },
};
