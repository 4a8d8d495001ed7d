import { PasswordInput } from '@mantine/core';
import { t } from '../i18n/index.ts';
import type { Form, Values } from '../ui/form/index.ts';
import { StateBadge, type Tone } from '../ui/StateBadge.tsx';
import { strength, type Strength } from './strength.ts';

const tones: Record<Strength, Tone> = { short: 'neutral', obvious: 'late', fair: 'warn', good: 'good' };

type Props<V extends Values> = {
  readonly form: Form<V>;
  readonly name: keyof V & string;
  readonly label: string;
  /** A new password says how strong it is; these words would make it weak. */
  readonly fresh?: readonly string[];
};

/** A password field; a new one says while it is typed how hard it is to guess. */
export function Password<V extends Values>({ form, name, label, fresh }: Props<V>) {
  const value = String(form.values[name] ?? '');
  const found = strength(value, fresh);
  return (
    <PasswordInput
      id={form.id(name)}
      label={label}
      withAsterisk={false}
      required
      autoComplete={fresh ? 'new-password' : 'current-password'}
      visibilityToggleButtonProps={{ 'aria-label': t('shell.logIn.show') }}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={
        fresh && (
          <span role="status">{value ? <StateBadge tone={tones[found]}>{t(`shell.strength.${found}`)}</StateBadge> : t('shell.strength.hint')}</span>
        )
      }
      descriptionProps={{ component: 'div' } as never}
      value={value}
      error={form.errors[name]}
      onBlur={() => form.blur(name)}
      onChange={(event) => form.set({ [name]: event.currentTarget.value } as Partial<V>)}
    />
  );
}
