import { ActionIcon } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { sentence } from '../../api/problems.ts';
import { bytes, instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { accepted, fileAddress, filesQuery, mostBytes, removeFile, sendFile, type Subject } from './data.ts';
import css from './talk.module.css';

/** Files beside something. */
export function Files({ subject }: { readonly subject: Subject }) {
  const queries = useQueryClient();
  const may = useMay();
  const id = useId();
  const { data = [] } = useQuery(filesQuery(subject));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const canWrite = may('crm:activity:write');
  const act = async (doing: () => Promise<unknown>, said: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await doing();
      toast.done(said);
    } catch (error) {
      setProblem(sentence(error));
    }
    setBusy(false);
    await Promise.all([queries.invalidateQueries({ queryKey: filesQuery(subject).queryKey }), queries.invalidateQueries({ queryKey: ['crm', 'activities'] })]);
  };
  const add = (file: File | undefined) => {
    if (!file) return;
    if (file.size > mostBytes) return setProblem(t('talk.files.tooLarge', { size: bytes(file.size), most: bytes(mostBytes) }));
    void act(() => sendFile(subject, file), t('talk.files.added', { name: file.name }));
  };
  return (
    <Section title={t('talk.files.title')}>
      {data.length === 0 && <p className={css.hint}>{t('talk.files.none')}</p>}
      <ul className={css.rows}>
        {data.map((file) => (
          <li key={file.attachment_id} className={css.row}>
            <div>
              <a href={fileAddress(file.attachment_id)} target="_blank" rel="noreferrer">
                {file.name}
              </a>
              <p className={css.sub}>{`${bytes(file.size_bytes)} · ${instant(file.uploaded_at)}`}</p>
            </div>
            {canWrite && (
              <ActionIcon aria-label={t('talk.files.remove', { name: file.name })} disabled={busy} onClick={() => void act(() => removeFile(file.attachment_id), t('talk.files.removed', { name: file.name }))}>
                <IconTrash size={14} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {canWrite && (
        <label className={css.addFile} htmlFor={id} data-busy={busy || undefined}>
          <IconPaperclip size={16} aria-hidden />
          <span>{busy ? t('talk.files.sending') : t('talk.files.add')}</span>
          <input
            id={id}
            className="hidden"
            type="file"
            accept={accepted.join(',')}
            disabled={busy}
            onChange={(event) => {
              add(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
      )}
      {problem && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
    </Section>
  );
}
