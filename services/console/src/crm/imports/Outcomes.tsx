import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { sentence } from '../../api/problems.ts';
import { useDetails } from '../../api/useDetails.ts';
import { date, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Table, type TableColumn } from '../../ui/Table.tsx';
import { toast } from '../../ui/toasts.tsx';
import { usePeek } from '../../ui/peek.ts';
import { useList } from '../../ui/useList.ts';
import { doWith } from './change.ts';
import { isAtWork, outcomes, rowsQuery, run, undo, type Import, type Outcome, type Row } from './data.ts';
import css from './imports.module.css';
import { Kept } from './Kept.tsx';
import { Report } from './Report.tsx';
import { outcomeTones, recordName, remarkText } from './words.ts';

type Props = {
  readonly one: Import;
  readonly mayImport: boolean;
  /** Something was said of the columns since it was tried out. */
  readonly dirty: boolean;
  readonly onChanged: (next: Import) => void;
};

/** What became of each row, or would; the report of it, and taking it back. */
export function Outcomes({ one, mayImport, dirty, onChanged }: Props) {
  const [shown, setShown] = useState<Outcome | 'remarked'>();
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const tried = one.status === 'checked' || one.status === 'checking';
  const isRun = !tried && !isAtWork(one);
  const goOn = async () => {
    setBusy(true);
    try {
      const next = await doWith(one, t('imports.crm.run', { count: one.rows }), ({ status }) => status === 'checked' || status === 'stopped', run);
      if (next) onChanged(next);
    } catch (error) {
      toast.failed(error);
    }
    setBusy(false);
  };
  return (
    <>
      <Section
        title={tried ? t('imports.crm.would') : t('imports.crm.became')}
        aside={!isAtWork(one) && !one.cleared_at && <Report one={one} />}
      >
        <div className={css.counts} role="group" aria-label={t('imports.crm.filter')}>
          <Filter label={t('imports.crm.rows')} count={one.done} pressed={!shown} onPress={() => setShown(undefined)} />
          {outcomes.map((outcome) => (
            <Filter key={outcome} label={t(`imports.crm.outcome.${outcome}`)} count={one.counts[outcome]} pressed={shown === outcome} onPress={() => setShown(shown === outcome ? undefined : outcome)} />
          ))}
          <Filter label={t('imports.crm.mended')} count={one.counts.mended} pressed={shown === 'remarked'} onPress={() => setShown(shown === 'remarked' ? undefined : 'remarked')} />
        </div>
        {(one.reading.blank ?? 0) > 0 && <p className={css.hint}>{t('imports.crm.blank', { count: one.reading.blank ?? 0 })}</p>}
        <Unused one={one} />
        {!isAtWork(one) && <Rows one={one} shown={shown} />}
      </Section>
      {one.status === 'undone' && one.kept > 0 && <Kept one={one} />}
      {mayImport && one.status === 'checked' && (
        <Group className={css.actions} gap={8}>
          <Button loading={busy} disabled={dirty} onClick={() => void goOn()}>
            {t('imports.crm.run', { count: one.counts.created + one.counts.updated })}
          </Button>
          {dirty && <span className={css.hint}>{t('imports.crm.dirty')}</span>}
        </Group>
      )}
      {one.cleared_at && <p className={css.hint}>{t('imports.crm.cleared', { day: date(one.cleared_at.slice(0, 10)) })}</p>}
      {mayImport && isRun && one.status !== 'undone' && !one.cleared_at && (
        <Group className={css.actions} gap={8}>
          {one.status === 'stopped' && <Button loading={busy} onClick={() => void goOn()}>{t('imports.crm.goOn')}</Button>}
          <Button variant="default" onClick={() => setAsks(true)}>
            {t('imports.crm.undo')}
          </Button>
        </Group>
      )}
      {asks && <UndoDialog one={one} onClose={() => setAsks(false)} onChanged={onChanged} />}
    </>
  );
}

function Filter({ label, count, pressed, onPress }: { readonly label: string; readonly count: number; readonly pressed: boolean; readonly onPress: () => void }) {
  return (
    <button type="button" className={css.countButton} aria-pressed={pressed} onClick={onPress}>
      <span className="num">{number(count, 0)}</span>{' '}
      <span>{label}</span>
    </button>
  );
}

/** Columns that become nothing, with how many rows say something there. */
function Unused({ one }: { readonly one: Import }) {
  if (one.unused.length === 0) return null;
  const columns = one.unused.map((column) => t('imports.crm.remarkOf', { field: column.heading, text: t('imports.crm.count', { count: column.rows }) })).join(', ');
  return <p className={css.hint}>{t('imports.crm.unused', { count: one.unused.length, columns })}</p>;
}

function UndoDialog({ one, onClose, onChanged }: { readonly one: Import; readonly onClose: () => void; readonly onChanged: (next: Import) => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const act = async () => {
    setBusy(true);
    try {
      const next = await doWith(one, t('imports.crm.undo'), ({ status }) => status === 'done' || status === 'stopped', undo);
      if (next) onChanged(next);
      onClose();
    } catch (error) {
      setProblem(sentence(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('imports.crm.undo.ask')} onClose={onClose}>
      <p>{t('imports.crm.undo.what')}</p>
      {problem && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
      <Group gap={8} justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={busy} onClick={() => void act()}>
          {t('imports.crm.undo')}
        </Button>
      </Group>
    </Dialog>
  );
}

function Rows({ one, shown }: { readonly one: Import; readonly shown: Outcome | 'remarked' | undefined }) {
  const list = useList(rowsQuery(one.import_id, shown, one.version));
  const { open } = usePeek();
  const { problemOf } = useDetails();
  // The columns that became something say most of a row.
  const told = one.settings.columns.flatMap((rule, index) => (rule.field ? [index] : [])).slice(0, 6);
  const columns: TableColumn<Row>[] = [
    { id: 'no', header: t('imports.crm.row'), align: 'end', cell: (row) => <span className="num">{row.row_no}</span> },
    { id: 'outcome', header: t('imports.crm.outcome'), cell: (row) => (row.outcome ? <StateBadge tone={outcomeTones[row.outcome]}>{t(`imports.crm.outcome.${row.outcome}`)}</StateBadge> : '–') },
    {
      id: 'why',
      header: t('imports.crm.remarks'),
      cell: (row) => (
        <ul className={css.remarks}>
          {row.remarks.map((remark, index) => (
            // Remarks of a row have no other name than their place.
            <li key={`${index} ${remark.code}`}>{remarkText(remark, problemOf)}</li>
          ))}
        </ul>
      ),
    },
    ...told.map(
      (index): TableColumn<Row> => ({ id: `cell${index}`, header: one.columns[index]?.heading ?? '', cell: (row) => <span className={css.cell}>{row.cells[index]}</span> }),
    ),
    {
      id: 'record',
      header: t('imports.crm.record'),
      cell: (row) => {
        const { record } = row;
        if (!record || one.status === 'undone') return '–';
        // An activity stands on the timelines of what it is about; it has no page of its own.
        if (record.kind === 'activity') return recordName(record.kind);
        return (
          <button type="button" className={css.link} onClick={() => open(record.kind, record.id)}>
            {recordName(record.kind)}
          </button>
        );
      },
    },
  ];
  return (
    <>
      <Table label={t('imports.crm.became')} columns={columns} rows={list.rows} rowId={(row) => String(row.row_no)} />
      {!list.loading && list.rows.length === 0 && <p className={css.hint}>{t('imports.crm.noRows')}</p>}
      {list.more.has && (
        <Button variant="default" size="xs" mt={8} loading={list.more.loading} onClick={list.more.load}>
          {t('imports.crm.more')}
        </Button>
      )}
    </>
  );
}
