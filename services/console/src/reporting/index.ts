import { IconChartBar } from '@tabler/icons-react';
import type { Domain } from '../shell/domain.ts';

export const reporting: Domain = {
  menu: [{ to: '/reports', label: 'names.reporting.reports', icon: IconChartBar, permission: 'reporting:read', keys: 'g r' }],
};
