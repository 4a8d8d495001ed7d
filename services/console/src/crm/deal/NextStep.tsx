import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowRight, IconCheck, IconPencil } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { sentence } from '../../api/problems.ts';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseDay } from '../../i18n/parse.ts';
import type { NextStep as Step } from '../deals/queries.ts';
import { dueOn } from '../parts/due.ts';
import css from './deal.module.css';

type Props = {
  readonly step: Step | null;
  readonly canWrite: boolean;
  readonly onSave: (step: Step | null) => Promise<void>;
  /** Where it stands already says that there is none. */
  readonly told?: boolean;
  /** The open follow-up that is due first: without a step it is what comes next. */
  readonly planned?: { readonly title: string; readonly due_on: string; readonly due_time?: string | null } | undefined;
};

/** What is done next to win the deal; never hidden, so that no deal is forgotten. */
export function NextStep({ step, canWrite, onSave, planned, told }: Props) {
  const [editing, setEditing] = useState(false);
  const [text, setText] = useState('');
  const [due, setDue] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  // What it was opened on: what somebody else does meanwhile is not saved over.
  const opened = useRef(onSave);
  useEffect(() => {
    if (!editing && back.current) edit.current?.focus();
    back.current = false;
  }, [editing]);
  const start = () => {
    opened.current = onSave;
    setText(step?.text ?? '');
    setDue(step?.due_on ? date(step.due_on, 'short') : '');
    setEditing(true);
  };
  const close = () => {
    back.current = true;
    setError(undefined);
    setEditing(false);
  };
  const save = async (next: Step | null, onto = opened.current) => {
    setBusy(true);
    try {
      await onto(next);
      close();
    } catch (failure) {
      setError(sentence(failure));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const day = due.trim() ? parseDay(due) : null;
    if (due.trim() && !day) return setError(t('common.inline.day'));
    void save(text.trim() ? { text: text.trim(), due_on: day } : null);
  };
  if (editing)
    return (
      <form className={css.next} onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && close()}>
        <TextInput className={css.grow} aria-label={t('crm.next')} placeholder={t('crm.next.example')} value={text} autoFocus maxLength={200} onChange={(event) => setText(event.currentTarget.value)} error={error} />
        <TextInput className={css.due} aria-label={t('crm.next.due')} placeholder={t('crm.next.due')} value={due} onChange={(event) => setDue(event.currentTarget.value)} />
        <Button type="submit" loading={busy}>
          {t('common.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
      </form>
    );
  const day = step ? step.due_on : planned?.due_on;
  const shown = day ? dueOn(day, step ? null : planned?.due_time) : undefined;
  return (
    <div className={css.next} data-empty={(step === null && !planned) || undefined}>
      {(step || !told) && <IconArrowRight size={16} aria-hidden />}
      <span className={css.grow} hidden={!step && told}>
        {step && <span className={css.caption}>{t('crm.next')}</span>}
        {!step && planned && <span className={css.caption}>{t('crm.next.planned')}</span>}
        {step ? step.text : (planned?.title ?? t('crm.next.none'))}
        {shown && (
          <span className={css.when} data-late={shown.late || undefined}>
            {shown.text}
          </span>
        )}
      </span>
      {canWrite && step && (
        <ActionIcon aria-label={t('crm.next.done')} loading={busy} onClick={() => void save(null, onSave)}>
          <IconCheck size={16} aria-hidden />
        </ActionIcon>
      )}
      {canWrite &&
        (step ? (
          <ActionIcon ref={edit} aria-label={t('crm.next.edit')} onClick={start}>
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
        ) : (
          <Button ref={edit} variant="default" onClick={start}>
            {t('crm.next.add')}
          </Button>
        ))}
    </div>
  );
}
