import { Button, Select } from '@mantine/core';
import { useRef, useState, type DragEvent } from 'react';
import { sentence } from '../../api/problems.ts';
import { bytes } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { kinds, mostBytes, sendFile, type Kind } from './data.ts';
import css from './imports.module.css';

/** A file, dropped or chosen. What its rows are is told by its headings, unless somebody says so. */
export function ChooseFile({ onReceived }: { readonly onReceived: (id: string) => void }) {
  const [kind, setKind] = useState<Kind>();
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > mostBytes) return setProblem(t('imports.crm.tooLarge', { size: bytes(file.size), most: bytes(mostBytes) }));
    setBusy(true);
    setProblem(undefined);
    try {
      onReceived((await sendFile(file, kind)).import_id);
    } catch (error) {
      setProblem(sentence(error));
      setBusy(false);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <Section title={t('imports.crm.new')}>
      <p className={css.lead}>
        {t('imports.crm.what')} {t('imports.crm.kept.days')}
      </p>
      <Select
        className={css.kind}
        label={t('imports.crm.kind')}
        placeholder={t('imports.crm.kind.found')}
        data={kinds.map((value) => ({ value, label: t(`imports.crm.kind.${value}`) }))}
        value={kind ?? null}
        onChange={(value) => setKind((value as Kind | null) ?? undefined)}
        clearable
      />
      <div
        className={css.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span>{t('imports.crm.drop')}</span>
        <Button variant="default" loading={busy} onClick={() => input.current?.click()}>
          {t('imports.crm.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,.tsv,.xlsx,text/csv"
          hidden
          aria-label={t('imports.crm.choose')}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {problem && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
    </Section>
  );
}
