import { Button } from '@mantine/core';
import { useEffect, useRef, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import css from './form.module.css';
import type { Form, Values } from './useForm.ts';

type Props<V extends Values> = {
  readonly form: Form<V>;
  readonly submitLabel: string;
  readonly onCancel?: () => void;
  /** What one came for, where sending it is not: it stands in the same foot. */
  readonly beside?: ReactNode;
  /** What stands above the buttons: what they wait for. */
  readonly tells?: string;
  /** Who may only read it: fields that cannot be changed, no button, and why. */
  readonly readOnly?: boolean;
  /** What it does is not undone: it looks like it. */
  readonly danger?: boolean;
  readonly children: ReactNode;
};

/** An error with the name of its field: three times "this is needed" would not say what. */
function named(id: string, error: string): string {
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
  // What stands in it besides the name, such as a star, is not read out either.
  const name = [...(label?.childNodes ?? [])].find((node) => node.nodeType === Node.TEXT_NODE)?.textContent?.trim();
  return name ? `${name}: ${error}` : error;
}

const headings = { mend: 'common.form.mend', notSent: 'common.form.notSent', mayNot: 'common.forbidden', loggedOut: 'common.form.mend' } as const;

/** One column, labels above, a summary that takes the focus after a failed try, Ctrl Enter sends. */
export function FormFrame<V extends Values>({ form, submitLabel, onCancel, beside, tells, danger, readOnly, children }: Props<V>) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (form.failures > 0) summary.current?.focus();
  }, [form.failures]);
  const wrong = Object.entries(form.errors).flatMap(([field, error]) => (error ? [[field, error] as const] : []));
  const send = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    form.submit();
  };
  if (readOnly)
    return (
      <div className={css.form}>
        <fieldset disabled className={css.form}>
          {children}
        </fieldset>
        <p>{t('common.readOnly')}</p>
      </div>
    );
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={send}
      onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && send(event)}
    >
      {(wrong.length > 0 || form.summary.length > 0) && (
        <div ref={summary} className={css.summary} role="alert" tabIndex={-1}>
          <strong>{t(headings[form.refusal])}</strong>
          <ul>
            {form.summary.map((line) => (
              <li key={line}>{line}</li>
            ))}
            {wrong.map(([field, error]) => (
              <li key={field}>
                <a
                  href={`#${form.id(field)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.querySelector<HTMLElement>(`#${form.id(field)}`)?.focus();
                  }}
                >
                  {named(form.id(field), error)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {children}
      <div className={css.actions}>
        {tells && <p className={css.tells}>{tells}</p>}
        <Button type="submit" {...(beside && { variant: 'default' })} {...(danger && { color: 'red' })} loading={form.busy} aria-keyshortcuts="Control+Enter">
          {form.again ? t('common.retry') : submitLabel}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={() => { form.discard(); onCancel(); }}>
            {t('common.cancel')}
          </Button>
        )}
        {beside}
      </div>
    </form>
  );
}
