import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import type { Ordered } from './orders.ts';
import css from './order.module.css';

/** The order of a list that has no heads to be pressed: kept in the address under the name of the list, none while it is the usual one. */
export function useOrder<T extends string>(list: string, orders: readonly T[]): { readonly sort: T | undefined; /** For so many rows: where there is nothing to be put in order, nothing is offered. */ readonly select: (rows: number) => ReactNode } {
  const asked = (useSearch({ strict: false }) as Record<string, unknown>)[list];
  const navigate = useNavigate();
  const sort = orders.slice(1).find((one) => one === asked);
  const set = (next: string) => {
    const chosen = next === orders[0] ? undefined : next;
    void navigate({ to: '.', search: ((before: object) => ({ ...before, [list]: chosen })) as never, replace: true });
  };
  const select = (rows: number) => rows > 1 && (
    <NativeSelect
      size="xs"
      className={css.order}
      aria-label={t('crm.order')}
      value={sort ?? orders[0]}
      onChange={(event) => set(event.currentTarget.value)}
      data={orders.map((value) => ({ value, label: says(value) }))}
    />
  );
  return { sort, select };
}

/** A column and its way. */
const says = (order: string) => {
  const field = t(`crm.order.${order.replace('-', '') as Ordered}`);
  return order.startsWith('-') ? t('crm.order.down', { field }) : t('crm.order.up', { field });
};
