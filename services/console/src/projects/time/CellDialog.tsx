import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { etagOf, versionOf } from '../../api/client.ts';
import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseDuration } from '../../i18n/parse.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Facts, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { useOpened } from '../../ui/useOpened.ts';
import { entryQuery } from '../queries.ts';
import { aboutEntry } from './about.ts';
import { mayStand } from './overtaken.ts';
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

type FormProps = { readonly entry: Entry; readonly onDone: (entry: Entry) => void; readonly onDeleted: (entry: Entry) => void };

function EntryForm({ entry: shown, onDone, onDeleted }: FormProps) {
  const entry = useOpened(shown);
  const queries = useQueryClient();
  const about = aboutEntry(queries, entry);
  const initial = { hours: hours(entry.hours), note: entry.note ?? '' };
  // What is shown behind the question, and afterwards, is what the entry is by now.
  const settle = (answer: Entry | null) => onDone(answer ?? queries.getQueryData(entryQuery(entry.time_entry_id).queryKey)?.value ?? entry);
  const form = useForm({
    name: `projects.time.${entry.time_entry_id}`,
    initial,
    validate: check,
    submit: (values, key) =>
      meeting.save<Entry, Entry>({
        ...about,
        key,
        patch: {
          ...(values.hours === initial.hours ? {} : { hours: parseDuration(values.hours) ?? entry.hours }),
          ...(values.note === initial.note ? {} : { note: values.note.trim() || null }),
        },
        send: (patch, etag, sent) => changeTime({ ...entry, version: versionOf(etag) }, { ...(patch.hours && { hours: patch.hours }), ...('note' in patch && { note: patch.note ?? null }) }, sent),
      }),
    onDone: settle,
  });
  const remove = async () => {
    const gone = await meeting.act<Entry, Entry>({
      ...about,
      label: t('projects.time.delete'),
      can: mayStand,
      send: (etag) => deleteTime(etag === etagOf(entry) ? entry : (queries.getQueryData(entryQuery(entry.time_entry_id).queryKey)?.value ?? entry)),
    });
    if (gone) onDeleted(gone);
    else settle(null);
  };
  return (
    <>
      <FormFrame form={form} submitLabel={t('common.save')}>
        <TextField form={form} name="hours" label={t('projects.time.hours')} />
        <AreaField form={form} name="note" label={t('projects.time.note')} hint={t('projects.time.noteHint')} autoFocus />
      </FormFrame>
      <Button variant="subtle" mt={8} onClick={() => void remove().catch(toast.failed)}>
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
