/* The week of a person: read, shown with what is on its way, saved cell by cell. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { ProblemError, sentence } from '../../api/problems.ts';
import { addDays, collator, date, hours as shown, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { activeProjectsQuery, projectQuery } from '../queries.ts';
import { sumHours } from './hours.ts';
import { mayStand, movedOn, Overtaken, overtakenText, whoChanged } from './overtaken.ts';
import { isRefused, planOf, withAnswer } from './plan.ts';
import { carryOut, logTime, submitTime, weekQuery } from './queries.ts';
import { useKeptRows } from './rows.ts';
import { buildWeek, rowKey, rowsToCopy, toSubmit, type Cell, type Entry, type ProjectInfo, type Row, type RowRef, type Week } from './week.ts';

export type CellState =
  | { readonly state: 'saving'; readonly hours: string }
  | { readonly state: 'saved' }
  /** `theirs` when somebody else changed it meanwhile: ours may be kept, or only theirs. */
  | { readonly state: 'error'; readonly typed: string; readonly message: string; readonly theirs?: 'open' | 'closed' };

export type WeekWork = {
  readonly week: Week;
  readonly entries: readonly Entry[];
  readonly projects: ReadonlyMap<string, ProjectInfo>;
  readonly loading: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  readonly states: ReadonlyMap<string, CellState>;
  /**
   * Answers false when it cannot be read, so that the field stays open. `seen` is the cell as it was when typing began: what
   * somebody else made of it meanwhile is not written over unseen.
   */
  readonly save: (row: Row, cell: Cell, typed: string, seen?: Cell) => boolean;
  readonly restore: (key: string) => void;
  readonly answered: (entry: Entry, gone?: boolean) => void;
  readonly addRow: (ref: RowRef) => void;
  readonly removeRow: (ref: RowRef) => void;
  readonly copyLastWeek: () => Promise<void>;
  readonly submit: () => Promise<void>;
  readonly submitting: boolean;
};

/** Cells that could not be saved: handing in would leave them out. */
class Unsaved extends ProblemError {
  constructor(text: string) {
    super('unsaved-time', 409, text);
  }
}

const message = (error: unknown) =>
  error instanceof ProblemError && error.code === 'invalid-field' ? (error.errors[0]?.detail ?? sentence(error)) : sentence(error);

const failedState = (typed: string, failure: unknown): CellState =>
  failure instanceof Overtaken
    ? { state: 'error', typed, message: overtakenText(failure, typed.trim() || t('projects.time.empty')), theirs: mayStand(failure.now) ? 'open' : 'closed' }
    : { state: 'error', typed, message: message(failure) };

export function useWeek(person: string, monday: string, readOnly: boolean): WeekWork {
  const queries = useQueryClient();
  const query = weekQuery(person, monday);
  const { data, isPending, error, refetch } = useQuery(query);
  const entries = useMemo(() => data ?? [], [data]);
  const projects = useProjects(entries);
  const [extra, setExtra] = useKeptRows(person, monday);
  const [states, setStates] = useState<ReadonlyMap<string, CellState>>(new Map());
  const [submitting, setSubmitting] = useState(false);
  const chains = useRef(new Map<string, Promise<void>>());
  const failed = useRef(new Set<string>());

  const days = useMemo(() => Array.from({ length: 7 }, (_, at) => addDays(monday, at)), [monday]);
  const week = useMemo(() => {
    const saving = new Map([...states].flatMap(([key, one]) => (one.state === 'saving' ? [[key, one.hours] as const] : [])));
    return buildWeek({ days, entries, extra, projects, today: today(), readOnly, compare: collator().compare, saving });
  }, [days, entries, extra, projects, readOnly, states]);

  const setState = (key: string, next: CellState | undefined) => {
    if (next?.state === 'error') failed.current.add(key);
    else failed.current.delete(key);
    setStates((before) => {
      const after = new Map(before);
      if (next) after.set(key, next);
      else after.delete(key);
      return after;
    });
  };
  const answered = (entry: Entry, gone = false) => {
    void queries.cancelQueries({ queryKey: query.queryKey, exact: true });
    queries.setQueryData(query.queryKey, (now: Entry[] | undefined) => withAnswer(now ?? [], entry, gone));
  };
  const addRow = (ref: RowRef) => setExtra((before) => (before.some((one) => rowKey(one) === rowKey(ref)) ? before : [...before, ref]));

  /** Sends what was typed, on the entry as it is by then; once more where somebody only touched its note. */
  const send = async (row: Row, cell: Cell, typed: string, seen: Cell) => {
    for (let tried = 0; ; tried++) {
      const now = queries.getQueryData<Entry[]>(query.queryKey) ?? [];
      const here = now.filter((one) => one.project_id === row.project_id && one.task_id === row.task_id && one.work_on === cell.day);
      const plan = planOf(typed, { ...cell, entries: here }, row, []);
      if (isRefused(plan) || !plan.call) return;
      if (movedOn(seen.hours, here[0]?.hours)) throw new Overtaken(here[0], await whoElse(seen, here[0]));
      try {
        const { entry, gone } = await carryOut(plan.call, person);
        answered(entry, gone);
        if (gone) offerBack(row, cell, entry);
        return;
      } catch (failure) {
        const [was] = here;
        if (!was || !(failure instanceof ProblemError) || ![404, 412].includes(failure.status)) throw failure;
        await refetch();
        const again = (queries.getQueryData<Entry[]>(query.queryKey) ?? []).find((one) => one.time_entry_id === was.time_entry_id);
        if (tried > 0 || !again || again.hours !== was.hours || !mayStand(again)) throw new Overtaken(again, await whoElse(seen, again));
      }
    }
  };
  /** Who changed the entry since the person saw it in the cell. */
  const whoElse = async ({ entries: [before] }: Cell, now: Entry | undefined) => (before && now ? whoChanged(queries, before) : t('common.conflict.somebodyElse'));
  const offerBack = (row: Row, cell: Cell, { hours, note, work_on }: Entry) => {
    // Its row stays where it was, although nothing is in it now.
    addRow(row);
    toast.done(t('projects.time.cleared', { task: row.task }), () => {
      const { project_id, task_id } = row;
      logTime({ project_id, task_id, work_on, hours, note: note ?? undefined, person_id: person })
        .then((entry) => answered(entry))
        .catch((failure: unknown) => setState(cell.key, { state: 'error', typed: hours, message: message(failure) }));
    });
  };

  const save = (row: Row, cell: Cell, typed: string, seen = cell): boolean => {
    const at = days.indexOf(cell.day);
    const others = week.rows.filter((one) => one.key !== row.key).map((one) => one.cells[at]?.hours ?? '');
    const plan = planOf(typed, cell, row, others);
    if (isRefused(plan)) {
      setState(cell.key, { state: 'error', typed, message: t(`projects.time.refused.${plan.refused}`) });
      return false;
    }
    const before = chains.current.get(cell.key);
    if (!plan.call && !before) {
      setState(cell.key, undefined);
      return true;
    }
    setState(cell.key, { state: 'saving', hours: plan.hours });
    const run = (before ?? Promise.resolve())
      .then(() => send(row, cell, typed, seen))
      .then(
        () => {
          if (chains.current.get(cell.key) !== run) return;
          setState(cell.key, { state: 'saved' });
          setTimeout(() => setStates((now) => (now.get(cell.key)?.state === 'saved' ? new Map([...now].filter(([key]) => key !== cell.key)) : now)), 2000);
        },
        (failure: unknown) => {
          if (chains.current.get(cell.key) !== run) return;
          const state = failedState(typed, failure);
          setState(cell.key, state);
          // The bar tells of the cell one stands on, which is another one by now.
          if (failure instanceof Overtaken && state.state === 'error') toast.failed(new ProblemError('overtaken', 412, `${row.task}, ${date(cell.day, 'weekday')}: ${state.message}`));
        },
      )
      .finally(() => {
        if (chains.current.get(cell.key) === run) chains.current.delete(cell.key);
      });
    chains.current.set(cell.key, run);
    return true;
  };

  const copyLastWeek = async () => {
    const before = await queries.fetchQuery(weekQuery(person, addDays(monday, -7)));
    const copied = rowsToCopy(before, week.rows, projects);
    setExtra((now) => [...now, ...copied]);
    toast.done(copied.length > 0 ? t('projects.time.copied', { count: copied.length }) : t('projects.time.nothingToCopy'));
  };

  const submit = async () => {
    setSubmitting(true);
    try {
      await Promise.all(chains.current.values());
      if (failed.current.size > 0) return toast.failed(new Unsaved(t('projects.time.mendFirst', { count: failed.current.size })));
      const ready = toSubmit(queries.getQueryData<Entry[]>(query.queryKey) ?? []);
      if (ready.length === 0) return toast.done(t('projects.time.nothingToSubmit'));
      const answers = await submitTime(ready);
      for (const entry of answers) answered(entry);
      toast.done(t('projects.time.handedIn', { hours: shown(sumHours(answers.map((one) => one.hours))) }));
      void queries.invalidateQueries({ queryKey: ['projects', 'time-entries'] });
    } catch (failure) {
      const { data: now } = await refetch();
      // What was not taken because somebody else handed it in is no reason to leave the rest.
      const overtaken = failure instanceof ProblemError && failure.code === 'time-not-submittable' && now && toSubmit(now).length > 0;
      toast.failed(overtaken ? new ProblemError('already-in', 409, t('projects.time.alreadyIn')) : failure, overtaken ? () => void submit() : undefined);
    } finally {
      setSubmitting(false);
    }
  };

  return {
    week, entries, projects, states, save, answered, addRow, copyLastWeek, submit, submitting,
    loading: isPending,
    error: data ? null : error,
    retry: () => void refetch(),
    restore: (key) => setState(key, undefined),
    removeRow: (ref) => setExtra((before) => before.filter((one) => rowKey(one) !== rowKey(ref))),
  };
}

/** The active projects, and those that only the entries still know. */
function useProjects(entries: readonly Entry[]): ReadonlyMap<string, ProjectInfo> {
  const { data: active } = useQuery(activeProjectsQuery);
  const missing = useMemo(() => {
    if (!active) return [];
    const known = new Set(active.map((project) => project.project_id));
    return [...new Set(entries.map((entry) => entry.project_id))].filter((id) => !known.has(id));
  }, [active, entries]);
  const others = useQueries({ queries: missing.map((id) => projectQuery(id)), combine: (all) => all.flatMap((one) => (one.data ? [one.data.value] : [])) });
  return useMemo(() => new Map([...(active ?? []), ...others].map((project) => [project.project_id, project])), [active, others]);
}
