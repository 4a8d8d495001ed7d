import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { t } from '../../i18n/index.ts';
import { parseDay } from '../../i18n/parse.ts';

/**
 * The calendar of a day field opens by a click or the arrow down, and not because the focus came by on its way to a button below; Escape
 * closes it and not the dialog it is in. What cannot be read as a day is said: the field itself only puts back what was there.
 */
export function useCalendar() {
  const [shown, show] = useState(false);
  const [unread, setUnread] = useState<string>();
  const typed = useRef(false);
  return {
    /** Why what was typed is not there any more. */
    unread: unread === undefined ? undefined : t('common.form.noDay', { text: unread }),
    /** A day was chosen or typed. */
    chosen: () => {
      show(false);
      setUnread(undefined);
    },
    props: {
      popoverProps: { opened: shown },
      highlightToday: true,
      // Dialogs listen at the window, before any field does, and leave out what says this.
      'data-mantine-stop-propagation': shown || undefined,
      onClick: () => show(true),
      onInput: () => void (typed.current = true),
      onBlur: ({ currentTarget: { value } }: FocusEvent<HTMLInputElement>) => {
        show(false);
        if (typed.current) setUnread(value.trim() && parseDay(value) === null ? value.trim() : undefined);
        typed.current = false;
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') show(false);
        if (event.key !== 'ArrowDown' || shown) return;
        event.preventDefault();
        show(true);
      },
    },
  };
}
