import { Select } from '@mantine/core';
import type { CSSProperties } from 'react';
import { t } from '../i18n/index.ts';
import type { Filter } from './FilterBar.tsx';

type Props = {
  readonly className: string | undefined;
  readonly style: CSSProperties;
  readonly filter: Extract<Filter, { kind: 'choice' }>;
  readonly value: string | null;
  readonly onChange: (value: string | undefined) => void;
};

/** One of several, or none. */
export function FilterChoice({ className, style, filter, value, onChange }: Props) {
  return (
    <Select
      className={className}
      style={style}
      data-active={value !== null || undefined}
      aria-label={filter.label}
      placeholder={filter.label}
      data={[...filter.options]}
      value={value ?? filter.usual ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      clearable={value !== null}
      clearButtonProps={{ 'aria-label': t('common.filter.clearOne', { name: filter.label }) }}
      searchable={filter.onSearch !== undefined || filter.options.length > 8}
      {...(filter.onSearch ? { onSearchChange: filter.onSearch, filter: ({ options }) => options, nothingFoundMessage: t('common.nothingFound') } : {})}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
    />
  );
}
