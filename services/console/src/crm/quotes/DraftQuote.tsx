import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, type Versioned } from '../../api/client.ts';
import { languageNames, languages, t } from '../../i18n/index.ts';
import { AreaField, ChoiceField, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { change, changeLines, documentOf, quoteQuery, send, settle, withdraw, type Line, type Quote } from './data.ts';
import { QuoteLines } from './QuoteLines.tsx';
import css from './quotes.module.css';

type Props = { readonly shown: Versioned<Quote>; readonly onSent: (path: string | undefined) => void; readonly onClose: () => void };

/** A draft: what it says, its lines, and sending it. */
export function DraftQuote({ shown, onSent, onClose }: Props) {
  const queries = useQueryClient();
  const quote = shown.value;
  const [busy, setBusy] = useState(false);
  const settled = async (newer: Versioned<Quote>) => {
    queries.setQueryData(quoteQuery(quote.quote_id).queryKey, newer);
    await settle(queries);
  };
  const form = useForm({
    name: `crm.quote.${quote.quote_id}.${quote.version}`,
    initial: {
      title: quote.title,
      language: quote.language as string,
      valid_until: quote.valid_until,
      introduction: quote.introduction ?? '',
      terms: quote.terms ?? '',
    },
    validate: (values) => ({
      title: values.title.trim() ? undefined : t('common.form.required'),
      valid_until: values.valid_until ? undefined : t('common.form.required'),
    }),
    submit: (values, key) => {
      const { title, language, valid_until, introduction, terms } = values;
      const body = {
        title: title.trim(),
        language: languages.find((one) => one === language) ?? quote.language,
        valid_until,
        introduction: introduction.trim() || null,
        terms: terms.trim() || null,
      };
      return change(shown, body, key);
    },
    onDone: (newer) => {
      toast.done(t('quotes.saved'));
      void settled(newer);
    },
  });
  const act = async (doing: () => Promise<void>) => {
    setBusy(true);
    try {
      await doing();
    } catch (error) {
      toast.failed(error);
      await settle(queries);
    }
    setBusy(false);
  };
  const dispatch = () =>
    act(async () => {
      const { path, number } = await send(shown);
      onSent(path ?? undefined);
      await settle(queries);
      toast.done(t('quotes.sent', { number }));
    });
  const takeBack = () =>
    act(async () => {
      await withdraw(shown, '', newKey());
      await settle(queries);
      toast.done(t('quotes.withdrawn', { number: quote.number }));
      onClose();
    });
  const save = async ({ lines }: { readonly lines: Line[] }, key: string) => {
    await settled(await changeLines(shown, lines, key));
    return true;
  };
  return (
    <div className={css.parts}>
      <QuoteLines quote={quote} save={save} />
      <FormFrame key={shown.etag} form={form} submitLabel={t('quotes.save')} aside>
        <TextField form={form} name="title" label={t('quotes.name')} required />
        <div className={css.pair}>
          <ChoiceField form={form} name="language" label={t('quotes.language')} options={languages.map((value) => ({ value: value as string, label: languageNames[value] }))} />
          <DayField form={form} name="valid_until" label={t('quotes.validUntil')} required />
        </div>
        <AreaField form={form} name="introduction" label={t('quotes.introduction')} />
        <AreaField form={form} name="terms" label={t('quotes.terms')} />
      </FormFrame>
      <footer className={css.actions}>
        <p className={css.sub}>{form.dirty ? t('quotes.saveFirst') : t('quotes.sendHint')}</p>
        <Button variant="subtle" color="red" disabled={busy} onClick={() => void takeBack()}>
          {t('quotes.withdraw')}
        </Button>
        <Button variant="default" component="a" href={documentOf(quote.quote_id)} target="_blank" rel="noreferrer">
          {t('quotes.preview')}
        </Button>
        <Button loading={busy} disabled={form.dirty || quote.lines.length === 0} onClick={() => void dispatch()}>
          {t('quotes.send')}
        </Button>
      </footer>
    </div>
  );
}
