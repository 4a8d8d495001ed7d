import { ActionIcon } from '@mantine/core';
import { IconArrowBarToUp } from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../ui/breakable.tsx';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from './reached.module.css';

type Props = {
  /** What each of them is: `Email`. */
  readonly label: string;
  /** What adds another one: `Add another email`. */
  readonly add: string;
  readonly main: string | null | undefined;
  readonly others: readonly string[] | undefined;
  readonly disabled: boolean;
  readonly onMain: (main: string | null) => Promise<void>;
  readonly onOthers: (others: string[], main?: string) => Promise<void>;
};

/** Several addresses or numbers as one fact: the main one first, the others below it; each is changed in place, and each can become the main one. */
export function Reached({ label, add, main, others = [], disabled, onMain, onOthers }: Props) {
  const rest = (place: number) => others.filter((_, index) => index !== place);
  return (
    <>
      <InlineEdit label={label} kind="text" disabled={disabled} value={main ?? ''} shown={main ? breakable(main) : '–'} onSave={onMain} />
      {others.map((one, place) => (
        <span key={one} className={css.row}>
          <InlineEdit
            label={t('crm.further.one', { label, no: place + 2 })}
            kind="text"
            disabled={disabled}
            value={one}
            shown={breakable(one)}
            onSave={(value) => onOthers(value ? others.map((other, index) => (index === place ? value : other)) : rest(place))}
          />
          {!disabled && main && (
            <ActionIcon size={24} aria-label={t('crm.further.main', { value: one })} title={t('crm.further.main', { value: one })} onClick={() => void onOthers([main, ...rest(place)], one).catch(toast.failed)}>
              <IconArrowBarToUp size={14} aria-hidden />
            </ActionIcon>
          )}
        </span>
      ))}
      {main && !disabled && (
        <span className={css.row}>
          <InlineEdit label={add} kind="text" value="" shown={add} onSave={(value) => (value ? onOthers([...others, value]) : Promise.resolve())} />
        </span>
      )}
    </>
  );
}
