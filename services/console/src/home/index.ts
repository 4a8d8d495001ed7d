import { IconHome } from '@tabler/icons-react';
import type { Domain } from '../shell/domain.ts';

export const home: Domain = { menu: [{ to: '/', label: 'shell.menu.home', icon: IconHome, keys: 'g d' }] };
