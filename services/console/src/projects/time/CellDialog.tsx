import { Button } from '@mantine/core';
import { useState } from 'react';
import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseDuration } from '../../i18n/parse.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Facts, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { changeTime, deleteTime, logTime } from './queries.ts';
import type { Cell, Entry, Row } from './week.ts';
import css from './time.module.css';
import { lockWord, StatusMark } from './words.tsx';

type Props = {
  readonly person: string;
  readonly row: Row;
  readonly cell: Cell;
  readonly readOnly: boolean;
  readonly onAnswer: (entry: Entry, gone?: boolean) => void;
  readonly onClose: () => void;
};

/** All entries of one task on one day: each with its hours and note. */
export function CellDialog({ person, row, cell, readOnly, onAnswer, onClose }: Props) {
  const closed = cell.lock && !['several', 'submitted', 'approved', 'billed'].includes(cell.lock) ? cell.lock : undefined;
  const [adding, setAdding] = useState(cell.entries.length === 0);
  const editable = (entry: Entry) => !readOnly && !entry.billed && (entry.status === 'draft' || entry.status === 'rejected');
  return (
    <Dialog title={`${row.task}, ${date(cell.day, 'weekday')}`} onClose={onClose}>
      <div className={css.entries}>
        {cell.entries.map((entry, at) => (
          <Section key={entry.time_entry_id} bare title={cell.entries.length > 1 ? t('projects.time.entryOf', { at: at + 1, count: cell.entries.length }) : t('names.projects.time.entry')} aside={<StatusMark status={entry.status} />}>
            {entry.rejection && <p className={css.wrong}>{t('projects.time.sentBack', { reason: entry.rejection })}</p>}
            {editable(entry) ? (
              <EntryForm
                entry={entry}
                onDone={(answer) => {
                  onAnswer(answer);
                  if (cell.entries.length === 1) onClose();
                }}
                onDeleted={(gone) => {
                  onAnswer(gone, true);
                  if (cell.entries.length === 1) onClose();
                }}
              />
            ) : (
              <Facts items={[[t('projects.time.hours'), hours(entry.hours)], [t('projects.time.note'), entry.note]]} />
            )}
          </Section>
        ))}
        {closed && <p>{lockWord(closed)}</p>}
        {!closed && !readOnly && adding && (
          <Section bare title={t('projects.time.newEntry')}>
            <NewEntry
              person={person}
              row={row}
              day={cell.day}
              onDone={(answer) => {
                onAnswer(answer);
                onClose();
              }}
            />
          </Section>
        )}
        {!closed && !readOnly && !adding && (
          <div>
            <Button variant="default" onClick={() => setAdding(true)}>
              {t('projects.time.another')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

const check = ({ hours: typed }: { hours: string }) => ({
  hours: Number(parseDuration(typed) ?? 0) > 0 ? undefined : t('projects.time.refused.unreadable'),
});

function EntryForm({ entry, onDone, onDeleted }: { entry: Entry; onDone: (entry: Entry) => void; onDeleted: (entry: Entry) => void }) {
  const form = useForm({
    name: `projects.time.${entry.time_entry_id}`,
    initial: { hours: hours(entry.hours), note: entry.note ?? '' },
    validate: check,
    submit: (values, key) => changeTime(entry, { hours: parseDuration(values.hours), note: values.note.trim() || null }, key),
    onDone,
  });
  return (
    <>
      <FormFrame form={form} submitLabel={t('common.save')}>
        <TextField form={form} name="hours" label={t('projects.time.hours')} />
        <AreaField form={form} name="note" label={t('projects.time.note')} hint={t('projects.time.noteHint')} autoFocus />
      </FormFrame>
      <Button variant="subtle" mt={8} onClick={() => deleteTime(entry).then(onDeleted).catch((error: unknown) => toast.failed(error))}>
        {t('projects.time.delete')}
      </Button>
    </>
  );
}

function NewEntry({ person, row, day, onDone }: { person: string; row: Row; day: string; onDone: (entry: Entry) => void }) {
  const form = useForm({
    name: `projects.time.new.${row.key}.${day}`,
    initial: { hours: '', note: '' },
    validate: check,
    submit: ({ hours: typed, note }, key) => {
      const { project_id, task_id } = row;
      return logTime({ project_id, task_id, work_on: day, person_id: person, hours: parseDuration(typed) ?? '0', note: note.trim() || null }, key);
    },
    onDone,
  });
  return (
    <FormFrame form={form} submitLabel={t('common.save')}>
      <TextField form={form} name="hours" label={t('projects.time.hours')} hint={t('projects.time.hoursHint')} required autoFocus />
      <AreaField form={form} name="note" label={t('projects.time.note')} hint={t('projects.time.noteHint')} />
    </FormFrame>
  );
}
