import { Select } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { doWith } from './change.ts';
import { isDraft, kinds, readAgain, type Import, type Kind } from './data.ts';
import css from './imports.module.css';
import { encodingName } from './words.ts';

const encodings = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'windows-1250', 'windows-1252', 'ISO-8859-2'];
const separators = [',', ';', '\t', '|'];

/** How the file was read, and what its rows become; either can be put right, and then it is read again. */
export function Reading({ one, onChanged }: { readonly one: Import; readonly onChanged: (next: Import) => void }) {
  const [busy, setBusy] = useState(false);
  const { encoding, separator } = one.reading;
  const again = async (how: { kind?: Kind; encoding?: string; separator?: string }) => {
    setBusy(true);
    try {
      const body = { kind: one.kind, encoding: encoding ?? null, separator: separator ?? null, ...how };
      const next = await doWith(one, t('imports.crm.reading'), isDraft, (_, etag, key) => readAgain(one, body, etag, key));
      if (next) onChanged(next);
    } catch (error) {
      toast.failed(error);
    }
    setBusy(false);
  };
  const known = encoding && !encodings.includes(encoding) ? [encoding, ...encodings] : encodings;
  return (
    <Section title={t('imports.crm.reading')}>
      <div className={css.fields}>
        <Select
          label={t('imports.crm.kind')}
          data={kinds.map((value) => ({ value, label: t(`imports.crm.kind.${value}`) }))}
          value={one.kind}
          disabled={busy}
          allowDeselect={false}
          onChange={(value) => value && void again({ kind: value as Kind })}
        />
        {encoding ? (
          <>
            <Select label={t('imports.crm.encoding')} data={known.map((value) => ({ value, label: encodingName(value) }))} value={encoding} disabled={busy} allowDeselect={false} onChange={(value) => value && void again({ encoding: value })} />
            <Select
              label={t('imports.crm.separator')}
              data={separators.map((value) => ({ value, label: value === '\t' ? t('imports.crm.separator.tab') : value }))}
              value={separator ?? ','}
              disabled={busy}
              allowDeselect={false}
              onChange={(value) => value && void again({ separator: value })}
            />
          </>
        ) : (
          <p className={css.hint}>{t('imports.crm.workbook')}</p>
        )}
      </div>
      {(one.reading.unreadable ?? 0) > 0 && (
        <p role="alert" className={css.warn}>
          {t('imports.crm.unreadable', { count: one.reading.unreadable ?? 0, encoding: encodingName(encoding) })}
        </p>
      )}
      {typeof one.reading.open_quote === 'number' && (
        <p role="alert" className={css.warn}>
          {t('imports.crm.openQuote', { line: one.reading.open_quote })}
        </p>
      )}
      {(one.reading.unpacked ?? 0) > 0 && <p className={css.hint}>{t('imports.crm.unpacked', { count: one.reading.unpacked ?? 0 })}</p>}
      {(one.reading.blank ?? 0) > 0 && <p className={css.hint}>{t('imports.crm.blank', { count: one.reading.blank ?? 0 })}</p>}
    </Section>
  );
}
