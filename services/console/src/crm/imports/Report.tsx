import { useEffect, useRef, useState } from 'react';
import { details } from '../../api/details.ts';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { download } from '../../ui/csv.ts';
import { toast } from '../../ui/toasts.tsx';
import type { Import } from './data.ts';
import css from './imports.module.css';
import { readRows, reportName, reportOf } from './report.ts';

/** Takes the report of an import out; while its rows are read it says how far that is, and leaving the page ends it. */
export function Report({ one }: { readonly one: Import }) {
  const [read, setRead] = useState<number>();
  const reading = useRef<AbortController>(undefined);
  useEffect(() => () => reading.current?.abort(), []);
  const make = async () => {
    const asked = new AbortController();
    reading.current = asked;
    setRead(0);
    try {
      const [rows, known] = await Promise.all([readRows(one.import_id, asked.signal, setRead), details()]);
      download(reportName(one), reportOf(one, rows, known?.problemOf ?? ((_, detail) => detail)));
    } catch (error) {
      if (!asked.signal.aborted) toast.failed(error);
    }
    setRead(undefined);
  };
  const busy = read !== undefined;
  return (
    <button type="button" className={css.link} aria-disabled={busy || undefined} onClick={() => !busy && void make()}>
      {busy ? t('imports.crm.report.reading', { done: number(read, 0), total: number(one.rows, 0) }) : t('imports.crm.report')}
    </button>
  );
}
