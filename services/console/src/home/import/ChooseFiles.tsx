import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import { useRef, useState, type DragEvent } from 'react';
import { ProblemError, sentence, toFormErrors } from '../../api/problems.ts';
import { bytes, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { LightButton } from '../../ui/light.tsx';
import { Section } from '../../ui/Page.tsx';
import { columnsOf, fileKinds, kindOf, mostBytes, rowsOf, type FileKind } from './files.ts';
import css from './import.module.css';
import { beginImport } from './queries.ts';
import { later } from '../../ui/soon.ts';

// Nothing can be begun before files are there, so what a button that waits needs comes after the page stands.
const Begin = later(() => import('./Begin.tsx'), 'Begin');

type Chosen = { readonly name: string; readonly text: string };

/** Four files, dropped or chosen together or one by one; each is known by its first line. */
export function ChooseFiles({ onBegun }: { onBegun: (id: string) => void }) {
  const [files, setFiles] = useState<Partial<Record<FileKind, Chosen>>>({});
  const [problems, setProblems] = useState<readonly string[]>([]);
  /** Whether a file was none of the four: another page takes files of any kind. */
  const [other, setOther] = useState(false);
  const may = useMay();
  const { routesByPath } = useRouter();
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const take = async (list: FileList | null) => {
    const read = await Promise.all([...(list ?? [])].map(async (file) => ({ name: file.name, text: await file.text() })));
    const known = read.map((file) => [kindOf(file.text), file] as const);
    setProblems(known.flatMap(([kind, file]) => (kind ? [] : [t('imports.unknownFile', { name: file.name })])));
    setOther(known.some(([kind]) => !kind));
    setFiles((before) => ({ ...before, ...Object.fromEntries(known.filter(([kind]) => kind)) }));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  };
  const missing = fileKinds.filter((kind) => !files[kind]);
  const size = Object.values(files).reduce((sum, file) => sum + new Blob([file.text]).size, 0);
  const begin = async () => {
    setBusy(true);
    setProblems([]);
    try {
      const text = (kind: FileKind) => files[kind]?.text ?? '';
      const begun = await beginImport({
        accounts_csv: text('accounts_csv'), products_csv: text('products_csv'), sales_teams_csv: text('sales_teams_csv'), pipeline_csv: text('pipeline_csv'),
      });
      onBegun(begun.import_id);
    } catch (error) {
      const { fields, rest } = toFormErrors(error, fileKinds.map((kind) => `/${kind}`));
      const named = Object.entries(fields).map(([pointer, why]) => `${t(`imports.${pointer.slice(1) as FileKind}`)}: ${why}`);
      const gone = error instanceof ProblemError && error.status === 404;
      setProblems(gone ? [t('imports.notThere')] : named.length > 0 ? named : rest.length > 0 ? rest : [sentence(error)]);
      setBusy(false);
    }
  };
  return (
    <Section title={t('imports.files')}>
      <p className={css.lead}>{t('imports.lead')}</p>
      <div
        className={css.drop}
        data-over={over || undefined}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span>{t('imports.drop')}</span>
        <LightButton onClick={() => input.current?.click()}>{t('imports.choose')}</LightButton>
        <input ref={input} type="file" accept=".csv,text/csv" multiple hidden aria-label={t('imports.choose')} onChange={(event) => { void take(event.currentTarget.files); event.currentTarget.value = ''; }} />
      </div>
      <ul className={css.files}>
        {fileKinds.map((kind) => {
          const file = files[kind];
          return (
            <li key={kind} data-here={file !== undefined || undefined}>
              {file ? <IconCircleCheck size={18} aria-hidden /> : <IconCircleDashed size={18} aria-hidden />}
              <div>
                <strong>{t(`imports.${kind}`)}</strong>
                <small>{file ? t('imports.rows', { name: file.name, count: rowsOf(file.text) }) : t('imports.columns', { names: columnsOf[kind].join(', ') })}</small>
              </div>
            </li>
          );
        })}
      </ul>
      {size > mostBytes && <p role="alert" className={css.problem}>{t('imports.tooLarge', { size: bytes(size), most: bytes(mostBytes) })}</p>}
      {problems.map((one) => (
        <p key={one} role="alert" className={css.problem}>
          {one}
        </p>
      ))}
      {other && may('crm:import') && '/crm/imports' in routesByPath && (
        <p>
          {t('imports.otherFile')} <Link to={'/crm/imports' as '/'}>{t('imports.otherDo')}</Link>
        </p>
      )}
      <div className={css.actions}>
        <Begin busy={busy} disabled={missing.length > 0 || size > mostBytes} onClick={() => void begin()} meanwhile={<LightButton disabled>{t('imports.begin')}</LightButton>} />
        {missing.length > 0 && <span>{t('imports.missing', { count: Number(number(missing.length)) })}</span>}
      </div>
    </Section>
  );
}
