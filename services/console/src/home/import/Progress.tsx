import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDetails } from '../../api/useDetails.ts';
import { number } from '../../i18n/format.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Section } from '../../ui/Page.tsx';
import { Said } from '../../ui/Said.tsx';
import css from './import.module.css';
import { importQuery, outcomes, rowsAddress, totalOf, type Report } from './queries.ts';

/** How far an import is; then what it did. */
export function Progress({ id, onAgain }: { id: string; onAgain: () => void }) {
  const { data, error, refetch } = useQuery(importQuery(id));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.home.import.title')} />;
  const step = tMaybe(`imports.step.${data.step}`, data.step);
  if (data.status === 'running')
    return (
      <Section title={t('imports.running')}>
        <p className={css.lead} role="status">
          {t('imports.at', { step, done: data.done, total: data.total })}
        </p>
        <progress className={css.bar} value={data.done} max={Math.max(1, data.total)} aria-label={step} />
        <p className={css.lead}>{t('imports.leave')}</p>
      </Section>
    );
  if (data.status === 'failed')
    return (
      <Section title={t('imports.failed')}>
        <p role="alert" className={css.problem}>{data.problem && <Said of={data.problem} />}</p>
        <p className={css.lead}>{t('imports.goOn')}</p>
        <Button onClick={onAgain}>{t('imports.again')}</Button>
      </Section>
    );
  return <Done id={id} report={data.report as Report} onAgain={onAgain} />;
}

function Done({ id, report, onAgain }: { id: string; report: Report; onAgain: () => void }) {
  const { saidOf } = useDetails();
  const mends = Object.entries(report.mends);
  return (
    <>
      <Section
        title={t('imports.done')}
        aside={
          <a href={rowsAddress(id)} download="import.csv">
            {t('imports.download')}
          </a>
        }
      >
        <p className={css.lead} role="status">
          {t('imports.sum', { created: totalOf(report, 'created'), mended: totalOf(report, 'mended'), refused: totalOf(report, 'refused') })}
        </p>
        <div className={css.scroll} tabIndex={0} role="group" aria-label={t('imports.byFile')}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('imports.file')}</th>
                {outcomes.map((outcome) => (
                  <th key={outcome} scope="col">{t(`imports.${outcome}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Object.entries(report.files).map(([file, counts]) => (
                <tr key={file}>
                  <th scope="row">{file}</th>
                  {outcomes.map((outcome) => (
                    <td key={outcome} className="num">{number(counts[outcome] ?? 0)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className={css.actions}>
          <Link to="/crm/deals" search={{} as never}>{t('imports.toDeals')}</Link>
          <Button variant="default" onClick={onAgain}>{t('imports.another')}</Button>
        </div>
      </Section>
      {mends.length > 0 && (
        <Section title={t('imports.mends')}>
          <ul className={css.list}>
            {mends.map(([what, count]) => (
              <li key={what}><span>{saidOf(what)}</span><span className="num">{number(count)}</span></li>
            ))}
          </ul>
        </Section>
      )}
      {report.refused.length > 0 && (
        <Section title={t('imports.refusedRows')}>
          <ul className={css.list}>
            {report.refused.slice(0, 100).map((row) => (
              <li key={`${row.file} ${row.row}`}><span>{`${row.file} ${row.row}: ${row.record}`}</span><span>{row.what.map(saidOf).join(' ')}</span></li>
            ))}
          </ul>
        </Section>
      )}
      {report.notes.length > 0 && (
        <Section title={t('imports.notes')}>
          <ul className={css.list}>
            {report.notes.map((note) => <li key={note}>{saidOf(note)}</li>)}
          </ul>
        </Section>
      )}
    </>
  );
}
