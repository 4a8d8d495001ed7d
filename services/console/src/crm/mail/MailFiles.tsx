import { ActionIcon, Select } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { sentence } from '../../api/problems.ts';
import { bytes } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { accepted, filesQuery, type Subject } from '../talk/data.ts';
import { bringFile, fileAddress, mostMailBytes, mostMailFiles } from './kept.ts';
import css from './mail.module.css';

export type Chosen = { readonly attachment_id: string; readonly name: string; readonly size_bytes: number };
type Props = { readonly subject: Subject | undefined; readonly files: readonly Chosen[]; readonly onChange: (files: readonly Chosen[]) => void };

/** Files that go with a mail: brought from this machine, or such as are kept on the record. */
export function MailFiles({ subject, files, onChange }: Props) {
  const id = useId();
  const kept = subject && subject.kind !== 'lead' ? subject : undefined;
  const { data: known = [] } = useQuery({ ...filesQuery(kept ?? { kind: 'account', id: '' }), enabled: !!kept });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const add = (file: Chosen) => {
    setProblem(undefined);
    const all = [...files, file];
    if (all.length > mostMailFiles || all.reduce((sum, one) => sum + one.size_bytes, 0) > mostMailBytes) setProblem(t('mail.files.tooMuch', { most: mostMailFiles, size: bytes(mostMailBytes) }));
    else onChange(all);
  };
  const bring = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > mostMailBytes) return setProblem(t('mail.files.tooMuch', { most: mostMailFiles, size: bytes(mostMailBytes) }));
    setBusy(true);
    try {
      add(await bringFile(file));
    } catch (error) {
      setProblem(sentence(error));
    }
    setBusy(false);
  };
  const offered = known.filter((one) => !files.some((file) => file.attachment_id === one.attachment_id));
  return (
    <div>
      <div className={css.tools}>
        <label className={css.bring} htmlFor={id} data-busy={busy || undefined}>
          <IconPaperclip size={16} aria-hidden />
          <span>{t(busy ? 'mail.files.bringing' : 'mail.files.add')}</span>
          <input
            id={id}
            className="hidden"
            type="file"
            accept={accepted.join(',')}
            disabled={busy}
            onChange={(event) => {
              void bring(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
        {offered.length > 0 && (
          <Select
            size="xs"
            aria-label={t('mail.files.known')}
            placeholder={t('mail.files.known')}
            data={offered.map((one) => ({ value: one.attachment_id, label: one.name }))}
            value={null}
            onChange={(value) => {
              const file = offered.find((one) => one.attachment_id === value);
              if (file) add(file);
            }}
          />
        )}
      </div>
      {files.length > 0 && (
        <ul className={css.files} aria-label={t('mail.files.title')}>
          {files.map((file) => (
            <li key={file.attachment_id}>
              {`${file.name} (${bytes(file.size_bytes)})`}
              <ActionIcon size={24} variant="subtle" aria-label={t('mail.files.remove', { name: file.name })} onClick={() => onChange(files.filter((one) => one !== file))}>
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {problem && (
        <p role="alert" className={css.late}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** The files of a mail that is read. */
export function FilesOf({ mail, files }: { readonly mail: string; readonly files: readonly Chosen[] }) {
  if (files.length === 0) return null;
  return (
    <ul className={css.files} aria-label={t('mail.files.title')}>
      {files.map((file) => (
        <li key={file.attachment_id}>
          <IconPaperclip size={14} aria-hidden />
          <a href={fileAddress(mail, file.attachment_id)} target="_blank" rel="noreferrer">
            {file.name}
          </a>
        </li>
      ))}
    </ul>
  );
}
