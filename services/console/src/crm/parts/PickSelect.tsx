import { Select } from '@mantine/core';
import { t } from '../../i18n/index.ts';

type Option = { readonly value: string; readonly label: string };
type Props = {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly Option[];
  readonly onSearch: ((text: string) => void) | undefined;
  readonly required: boolean | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: string | null) => void;
  readonly onLeave: () => void;
  readonly onCancel: () => void;
};

/** The open field of InlinePick. */
export function PickSelect({ label, value, options, onSearch, required, error, onChange, onLeave, onCancel }: Props) {
  const known = !value || options.some((option) => option.value === value);
  return (
    <Select
      aria-label={label}
      autoFocus
      defaultDropdownOpened
      searchable
      selectFirstOptionOnChange
      clearable={!required && value !== null}
      clearButtonProps={{ 'aria-label': t('common.filter.clearOne', { name: label }) }}
      value={known ? value : null}
      data={[...options]}
      error={error}
      nothingFoundMessage={t('common.nothingFound')}
      onSearchChange={onSearch}
      filter={onSearch ? ({ options: all }) => all : undefined}
      onChange={onChange}
      onBlur={onLeave}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
    />
  );
}
