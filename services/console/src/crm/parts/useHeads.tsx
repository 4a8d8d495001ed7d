import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TableColumn } from '../../ui/Table.tsx';
import css from './heads.module.css';
import { useOrder } from './Order.tsx';
import type { Ordered } from './orders.ts';
import { turned, wayOf } from './turned.ts';

type Head = Pick<TableColumn<never>, 'header' | 'sort' | 'align'>;

/**
 * The order of a table whose heads are pressed, as those of a grid are. A narrow screen leaves columns out: there it is chosen beside
 * the table, too.
 */
export function useHeads<T extends string>(list: string, orders: readonly T[]): { readonly sort: T | undefined; readonly select: (rows: number) => ReactNode; readonly head: (field: Ordered & T, label: string, align?: 'end') => Head } {
  const { sort, select } = useOrder(list, orders);
  const navigate = useNavigate();
  const now = sort ?? orders[0] ?? '';
  const turn = (next: string) => void navigate({ to: '.', search: ((before: object) => ({ ...before, [list]: next === orders[0] ? undefined : next })) as never, replace: true });
  const head = (field: Ordered & T, label: string, align?: 'end'): Head => {
    const way = wayOf(field, now);
    return {
      ...(align && { align }),
      sort: way,
      header: (
        <button type="button" className={css.head} onClick={() => turn(turned(field, now, align))}>
          {label}
          {way === 'ascending' && <IconArrowUp size={13} aria-hidden />}
          {way === 'descending' && <IconArrowDown size={13} aria-hidden />}
        </button>
      ),
    };
  };
  return { sort, select: (rows) => <span className={css.narrow}>{select(rows)}</span>, head };
}
