import { Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { sentence } from '../../api/problems.ts';
import { bytes, money, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { AreaField, ChoiceField, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { accepted, filesQuery, mostBytes, sendFile } from '../talk/data.ts';
import { aboutQuote, offered } from './about.tsx';
import { recordAcceptance, settle, ways, type Quote } from './data.ts';
import css from './quotes.module.css';

/** A yes that came on paper, by mail or by word of mouth: who said it, when, to what, and what shows it. */
export function RecordAcceptance({ shown, onDone }: { readonly shown: Versioned<Quote>; readonly onDone: () => void }) {
  const queries = useQueryClient();
  const quote = shown.value;
  const fileId = useId();
  const subject = { kind: 'deal', id: quote.deal_id } as const;
  const { data: files = [] } = useQuery(filesQuery(subject));
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const optional = quote.lines.filter((line) => line.optional);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(optional.filter((line) => line.chosen).map((line) => line.deal_line_id)));
  const form = useForm({
    name: `crm.quote.accept.${quote.quote_id}`,
    initial: { name: quote.client?.contact_name ?? '', accepted_on: today(), way: 'paper' as string, note: '', file: '' },
    pointers: { file: '/attachment_id' },
    validate: (values) => ({
      name: values.name.trim() ? undefined : t('common.form.required'),
      accepted_on: values.accepted_on ? undefined : t('common.form.required'),
    }),
    submit: (values, key) =>
      meeting.act({
        ...aboutQuote(queries, shown),
        label: t('quotes.record'),
        can: offered,
        key,
        send: (etag, sent) =>
          recordAcceptance(
            quote.quote_id,
            {
              name: values.name.trim(),
              accepted_on: values.accepted_on,
              way: ways.find((one) => one === values.way) ?? 'paper',
              note: values.note.trim() || null,
              attachment_id: values.file || null,
              chosen: [...chosen],
            },
            etag,
            sent,
          ),
      }),
    onDone: (recorded) => {
      const answer = recorded?.answer;
      if (answer?.kind === 'accepted') toast.done(t(answer.effect.deal_won ? 'quotes.won' : answer.effect.lines_taken ? 'quotes.taken' : 'quotes.recorded'));
      onDone();
      void settle(queries);
      void queries.invalidateQueries({ queryKey: ['crm'] });
    },
  });
  const add = async (file: File | undefined) => {
    if (!file) return;
    setProblem(undefined);
    if (file.size > mostBytes) return setProblem(t('quotes.tooLarge', { size: bytes(file.size), most: bytes(mostBytes) }));
    setSending(true);
    try {
      const kept = (await sendFile(subject, file)) as { attachment_id: string };
      await queries.invalidateQueries({ queryKey: filesQuery(subject).queryKey });
      form.set({ file: kept.attachment_id });
    } catch (error) {
      setProblem(sentence(error));
    }
    setSending(false);
  };
  const toggle = (id: string) => setChosen((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  return (
    <section aria-label={t('quotes.record')} className={css.record}>
      <FormFrame form={form} submitLabel={t('quotes.recordNow')} onCancel={onDone}>
        <p className={css.sub}>{t('quotes.recordWhat')}</p>
        <div className={css.pair}>
          <TextField form={form} name="name" label={t('quotes.acceptedBy')} required autoFocus />
          <DayField form={form} name="accepted_on" label={t('quotes.acceptedOn')} required />
        </div>
        <ChoiceField form={form} name="way" label={t('quotes.way')} options={ways.map((value) => ({ value: value as string, label: t(`quotes.way.${value}`) }))} />
        {optional.length > 0 && (
          <fieldset className={css.chosen}>
            <legend>{t('quotes.chosen')}</legend>
            {optional.map((line) => (
              <Checkbox key={line.deal_line_id} label={`${line.name} (${money(line.value)})`} checked={chosen.has(line.deal_line_id)} onChange={() => toggle(line.deal_line_id)} />
            ))}
          </fieldset>
        )}
        <AreaField form={form} name="note" label={t('quotes.recordNote')} />
        <div className={css.pair}>
          <ChoiceField
            form={form}
            name="file"
            label={t('quotes.evidence')}
            hint={t('quotes.evidenceHint')}
            options={[{ value: '', label: t('quotes.noEvidence') }, ...files.map((file) => ({ value: file.attachment_id, label: file.name as string }))]}
          />
          <label className={css.file} htmlFor={fileId}>
            <span>{sending ? t('quotes.sending') : t('quotes.addEvidence')}</span>
            <input
              id={fileId}
              type="file"
              accept={accepted.join(',')}
              disabled={sending}
              onChange={(event) => {
                void add(event.currentTarget.files?.[0]);
                event.currentTarget.value = '';
              }}
            />
          </label>
        </div>
        {problem && (
          <p role="alert" className={css.problem}>
            {problem}
          </p>
        )}
      </FormFrame>
    </section>
  );
}
