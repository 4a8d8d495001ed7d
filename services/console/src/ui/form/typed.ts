import type { FocusEvent, KeyboardEvent } from 'react';

type Option = { readonly value: string; readonly label: string; readonly disabled?: boolean };
const fold = (text: string) => text.trim().toLocaleLowerCase();

/** The option that is called so. */
export const meant = (options: readonly Option[], text: string) => options.find(({ disabled, label }) => !disabled && fold(label) === fold(text));

/**
 * A choice that is typed, from what else its field is told. Enter within it chooses, and never sends the form with what was chosen
 * before; whoever goes on with Tab has chosen what is called so.
 */
export function typed<F extends { readonly onBlur: () => void }>(field: F, value: string, options: readonly Option[], choose: (value: string, label: string) => void) {
  const label = options.find((one) => one.value === value)?.label ?? '';
  return {
    ...field,
    selectFirstOptionOnChange: true,
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && event.currentTarget.value !== label) event.preventDefault();
    },
    onBlur: (event: FocusEvent<HTMLInputElement>) => {
      const text = event.currentTarget.value;
      const option = text !== label && meant(options, text);
      if (option) choose(option.value, option.label);
      field.onBlur();
    },
  };
}
