import { ActionIcon, Checkbox, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { Table } from '@tanstack/react-table';
import { t } from '../../i18n/index.ts';
import type { Column } from './columns.ts';
import css from './grid.module.css';
import type { GridFeatures } from './useGridTable.ts';

type Props<Row extends object> = { columns: readonly Column<Row>[]; table: Table<GridFeatures, Row>; /** How wide a column stands now, whoever made it so. */ widthOf: (id: string) => number | undefined };

/** Which columns are shown and how wide: the keyboard's way to what a pointer drags. */
export function ColumnMenu<Row extends object>({ columns, table, widthOf }: Props<Row>) {
  return (
    <Popover position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon size={28} aria-label={t('common.grid.columns')}>
          <IconColumns3 size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={css.columns} aria-label={t('common.grid.columns')}>
        {columns.map((column, index) => {
          const own = table.getColumn(column.id);
          if (!own) return null;
          const resize = (by: number) =>
            table.setColumnSizing((all) => ({ ...all, [column.id]: Math.max(64, (widthOf(column.id) ?? own.getSize()) + by) }));
          return (
            <div key={column.id} className={css.columnLine}>
              <Checkbox
                size="xs"
                label={column.header}
                checked={own.getIsVisible()}
                disabled={index === 0}
                onChange={() => own.toggleVisibility()}
              />
              <button type="button" onClick={() => resize(-24)} aria-label={t('common.grid.narrower', { name: column.header })}>
                −
              </button>
              <button type="button" onClick={() => resize(24)} aria-label={t('common.grid.wider', { name: column.header })}>
                +
              </button>
            </div>
          );
        })}
      </Popover.Dropdown>
    </Popover>
  );
}
