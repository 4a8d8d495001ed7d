import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Fragment, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useCommands } from '../keys/index.ts';
import { t } from '../i18n/index.ts';
import css from './filterbar.module.css';
import { later } from './soon.ts';
import { useTyped } from './useTyped.ts';

// Choices open over the page; what they need comes after the list they filter.
const FilterChoice = later(() => import('./FilterChoice.tsx'), 'FilterChoice');
const FilterDay = later(() => import('./FilterDay.tsx'), 'FilterDay');

type Option = { readonly value: string; readonly label: string };
/** `more`: shown only once somebody asks for more filters, or while it is used. */
/** `loading`: it has its place, and cannot be used before its choices are there. */
type Named = { readonly name: string; readonly label: string; readonly more?: true; readonly loading?: boolean };
export type Filter =
  | (Named & { readonly kind: 'text' })
  | (Named & { readonly kind: 'day' })
  | (Named & { readonly kind: 'choice'; readonly options: readonly Option[]; /** Where the options are looked for as somebody types. */ readonly onSearch?: (text: string) => void; /** What holds while nothing is chosen. */ readonly usual?: string })
  | (Named & { readonly kind: 'yes' });

type Props = {
  readonly filters: readonly Filter[];
  /** The page's search parameters; the address is the only place where filters live. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly onChange: (patch: Record<string, string | true | undefined>) => void;
  /** How many more filters there will be behind the button once they are known; nobody knows yet how many when it is `some`. */
  readonly coming?: number | 'some';
  /** More controls at the end: a view switch, an export. */
  readonly children?: ReactNode;
};

export function FilterBar({ filters, value, onChange, coming = 0, children }: Props) {
  const [all, setAll] = useState(false);
  const active = filters.filter((filter) => value[filter.name] !== undefined);
  const shown = filters.filter((filter) => !filter.more || all || active.includes(filter));
  const first = shown.find((filter) => filter.kind === 'text');
  return (
    <div className={css.bar} role="search" aria-label={t('common.filter.label')} data-print="off">
      {shown.map((filter) => {
        const now = value[filter.name];
        const set = (next: string | true | undefined) => onChange({ [filter.name]: next });
        if (filter.kind === 'text')
          return <TextFilter key={filter.name} first={filter === first} label={filter.label} value={typeof now === 'string' ? now : ''} onChange={set} />;
        if (filter.kind === 'yes')
          return (
            <button key={filter.name} type="button" className={css.toggle} aria-pressed={now === true} onClick={() => set(now ? undefined : true)}>
              {filter.label}
            </button>
          );
        const text = typeof now === 'string' ? now : '';
        const chosen = filter.kind === 'choice' ? filter.options.find((option) => option.value === (text || filter.usual))?.label : undefined;
        // Wide enough for its words in every language: half of a label says nothing.
        // With what is chosen comes the sign that takes it back: as wide as four letters.
        const letters = Math.max(filter.label.length, chosen?.length ?? 0) + (chosen ? 4 : 0);
        const look = { className: css.choice, style: { '--letters': letters } as CSSProperties };
        const meanwhile = <TextInput {...look} aria-label={filter.label} placeholder={filter.label} value={chosen ?? ''} readOnly disabled={filter.loading ?? false} />;
        if (filter.loading) return <Fragment key={filter.name}>{meanwhile}</Fragment>;
        if (filter.kind === 'day') return <FilterDay key={filter.name} {...look} meanwhile={meanwhile} label={filter.label} value={text} onChange={set} />;
        return <FilterChoice key={filter.name} {...look} meanwhile={meanwhile} filter={filter} value={text || null} onChange={set} />;
      })}
      {(shown.length < filters.length || coming !== 0) && (!all || coming === 0) && (
        <Button variant="subtle" className={css.words} onClick={() => setAll(true)}>
          {coming === 'some' ? t('common.filter.someMore') : t('common.filter.more', { count: filters.length - shown.length + coming })}
        </Button>
      )}
      {active.length > 0 && (
        <Button variant="subtle" className={css.words} onClick={() => onChange(clearing(filters))}>
          {t('common.filter.clear')}
        </Button>
      )}
      {children && <div className={css.end}>{children}</div>}
    </div>
  );
}

/** Parameters that switch every filter off; also for the empty state. */
export const clearing = (filters: readonly Filter[]) => Object.fromEntries(filters.map((filter) => [filter.name, undefined]));
export const activeLabels = (filters: readonly Filter[], value: Readonly<Record<string, unknown>>) =>
  filters.filter((filter) => value[filter.name] !== undefined).map((filter) => filter.label);

function TextFilter({ label, first, value, onChange }: { label: string; /** The key of filters goes to it. */ first: boolean; value: string; onChange: (value: string | undefined) => void }) {
  const [typed, setTyped] = useTyped(value, onChange);
  const field = useRef<HTMLInputElement>(null);
  useCommands('filter', t('common.filter.label'), first ? [{ id: 'filter.focus', label: t('common.filter.focus'), keys: '/', run: () => field.current?.focus() }] : []);
  return (
    <TextInput
      ref={field}
      className={css.text}
      style={{ '--letters': label.length } as CSSProperties}
      aria-label={label}
      placeholder={label}
      {...(first ? { 'aria-keyshortcuts': '/' } : {})}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={typed && <CloseButton size="sm" aria-label={t('common.filter.clear')} onClick={() => setTyped('')} />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
}
