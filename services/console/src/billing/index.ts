import { IconBuildingStore, IconCalendarDollar, IconCashBanknote, IconCoins, IconFileInvoice } from '@tabler/icons-react';
import type { Domain } from '../shell/domain.ts';
import { lazyPart } from '../shell/lazy.ts';

export const billing: Domain = {
  label: 'names.billing.menu',
  menu: [
    { to: '/billing', label: 'names.billing.now.title', icon: IconCoins, permission: 'billing:read', keys: 'g b' },
    { to: '/invoices', label: 'names.billing.invoices.title', icon: IconFileInvoice, permission: 'billing:read', keys: 'g i' },
    { to: '/payments', label: 'names.billing.payments.title', icon: IconCashBanknote, permission: 'billing:read' },
    { to: '/customers', label: 'names.billing.customers.title', icon: IconBuildingStore, permission: 'billing:read' },
    { to: '/schedules', label: 'names.billing.schedules.title', icon: IconCalendarDollar, permission: 'billing:read' },
  ],
  peeks: {
    work: { label: 'names.billing.work', content: lazyPart(['billing', 'reporting'], () => import('./work/WorkPeek.tsx'), 'WorkPeek') },
    invoice: {
      label: 'names.billing.invoice',
      content: lazyPart('billing', () => import('./invoices/InvoicePeek.tsx'), 'InvoicePeek'),
      page: (id) => `/invoices/${id}`,
    },
    customer: {
      label: 'names.billing.customer',
      content: lazyPart('billing', () => import('./customers/CustomerPeek.tsx'), 'CustomerPeek'),
      page: (id) => `/customers/${id}`,
    },
    payment: { label: 'names.billing.payment', content: lazyPart('billing', () => import('./payments/PaymentPeek.tsx'), 'PaymentPeek') },
  },
  creations: [
    { label: 'names.billing.invoice.new', to: '/invoices?new=true', permission: 'billing:invoice:write' },
    { label: 'names.billing.payment.new', to: '/payments?new=true', permission: 'billing:payment:register' },
  ],
  searches: 'billing',
  pages: { invoice: (id) => `/invoices/${id}`, customer: (id) => `/customers/${id}`, schedule: (id) => `/schedules/${id}` },
};
