import { Textarea } from '@mantine/core';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { t } from '../../i18n/index.ts';
import { candidates, complete, mentioned, typing, type Person, type Typing } from './mentions.ts';
import css from './talk.module.css';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly people: readonly Person[];
  readonly autoFocus?: boolean;
  readonly onChange: (text: string) => void;
};

/** A text in which `@` offers colleagues: arrows choose, Enter or Tab takes, Escape leaves the text as it is. */
export function MentionField({ id, label, hint, value, error, people, autoFocus, onChange }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [open, setOpen] = useState<Typing>();
  const [chosen, setChosen] = useState(0);
  const offered = open ? candidates(people, open.word) : [];
  const at = Math.min(chosen, offered.length - 1);
  const look = () => {
    const area = field.current;
    setOpen(area ? typing(area.value, area.selectionStart) : undefined);
    setChosen(0);
  };
  const take = (person: Person) => {
    if (!open) return;
    const next = complete(value, open, person.name);
    onChange(next.text);
    setOpen(undefined);
    // The caret can only be set in the text that is there after it was drawn.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKey = (event: KeyboardEvent) => {
    const person = offered[at];
    if (!person || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown') setChosen((at + 1) % offered.length);
    else if (event.key === 'ArrowUp') setChosen((at - 1 + offered.length) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(person);
    else if (event.key === 'Escape') setOpen(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const names = mentioned(value, people).map((one) => one.name);
  return (
    <div className={css.mention}>
      <Textarea
        id={id}
        ref={field}
        label={label}
        description={names.length > 0 ? t('talk.compose.mentioned', { names: names.join(', ') }) : hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={value}
        error={error}
        autosize
        minRows={3}
        autoFocus={autoFocus ?? false}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={offered[at] ? `${list}-${at}` : undefined}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look();
        }}
        onKeyDown={onKey}
        onClick={look}
        onBlur={() => setOpen(undefined)}
      />
      <ul id={list} role="listbox" aria-label={t('talk.compose.mentions')} className={css.offered} hidden={offered.length === 0}>
        {offered.map((person, index) => (
          // Pressed, not clicked: a click would come after the field has lost the focus.
          <li key={person.member_id} id={`${list}-${index}`} role="option" aria-selected={index === at} onPointerDown={(event) => { event.preventDefault(); take(person); }}>
            {person.name}
          </li>
        ))}
      </ul>
    </div>
  );
}
