import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { Versioned } from '../../api/client.ts';
import { languageNames, languages, t } from '../../i18n/index.ts';
import { AreaField, ChoiceField, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { useStanding } from '../../ui/useStanding.ts';
import { aboutQuote, offered } from './about.tsx';
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
  const { base, hold } = useStanding(shown);
  const [dirty, setDirty] = useState(false);
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
      const sent = await meeting.act({
        ...aboutQuote(queries, shown),
        label: t('quotes.send'),
        can: ({ state, lines }) => state === 'draft' && lines.length > 0,
        send: (etag, key) => send(quote.quote_id, etag, key),
      });
      if (sent) onSent(sent.path ?? undefined);
      await settle(queries);
      if (sent) toast.done(t('quotes.sent', { number: sent.number }));
    });
  const takeBack = () =>
    act(async () => {
      const withdrawn = await meeting.act({
        ...aboutQuote(queries, shown),
        label: t('quotes.withdraw'),
        can: (now) => now.state === 'draft' || offered(now),
        send: (etag, key) => withdraw(quote.quote_id, '', etag, key),
      });
      await settle(queries);
      if (!withdrawn) return;
      toast.done(t('quotes.withdrawn', { number: quote.number }));
      onClose();
    });
  const save = async ({ lines }: { readonly lines: Line[] }, key: string) => {
    const saved = await changeLines(queries, shown, lines, key);
    if (saved) await settled(saved);
    return saved !== null;
  };
  return (
    <div className={css.draft}>
      <QuoteLines quote={quote} save={save} />
      <Words
        key={base.etag}
        base={base}
        hold={(on) => { hold(on); setDirty(on); }}
        onSaved={(newer) => void settled(newer)}
        tells={dirty ? t('quotes.saveFirst') : t('quotes.sendHint')}
        send={
          <Button loading={busy} disabled={dirty || quote.lines.length === 0} onClick={() => void dispatch()}>
            {t('quotes.send')}
          </Button>
        }
      >
        <div className={css.others}>
          <Button variant="default" component="a" href={documentOf(quote.quote_id)} target="_blank" rel="noreferrer">
            {t('quotes.preview')}
          </Button>
          <Button variant="subtle" color="red" disabled={busy} onClick={() => void takeBack()}>
            {t('quotes.withdraw')}
          </Button>
        </div>
      </Words>
    </div>
  );
}

type WordsProps = {
  readonly base: Versioned<Quote>;
  readonly hold: (dirty: boolean) => void;
  readonly onSaved: (newer: Versioned<Quote>) => void;
  /** What is done with the draft as it was saved: in the same foot, so that neither covers the other. */
  readonly send: ReactNode;
  readonly tells: string;
  readonly children: ReactNode;
};

/** What a draft says besides its lines. What is typed stays on what was seen, whatever others write meanwhile. */
function Words({ base, hold, onSaved, send: sends, tells, children }: WordsProps) {
  const queries = useQueryClient();
  const quote = base.value;
  const form = useForm({
    name: `crm.quote.${quote.quote_id}`,
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
    submit: ({ title, language, valid_until, introduction, terms }, key) =>
      meeting.save<Quote, Versioned<Quote>>({
        ...aboutQuote(queries, base),
        can: ({ state }) => state === 'draft',
        key,
        patch: {
          title: title.trim(),
          language: languages.find((one) => one === language) ?? quote.language,
          valid_until,
          introduction: introduction.trim() || null,
          terms: terms.trim() || null,
        },
        send: (patch, etag, sent) => {
          const { title: named, language: spoken, valid_until: until, introduction: first, terms: last } = patch;
          const body = { title: named, language: spoken, valid_until: until, ...('introduction' in patch && { introduction: first ?? null }), ...('terms' in patch && { terms: last ?? null }) };
          return change({ value: quote, etag }, body, sent);
        },
      }),
    onDone: (newer) => {
      hold(false);
      if (!newer) return;
      toast.done(t('quotes.saved'));
      onSaved(newer);
    },
  });
  useEffect(() => hold(form.dirty), [form.dirty]); // eslint-disable-line react-hooks/exhaustive-deps
  return (
    <FormFrame form={form} submitLabel={t('quotes.save')} tells={tells} beside={sends}>
      <TextField form={form} name="title" label={t('quotes.name')} required />
      <div className={css.pair}>
        <ChoiceField form={form} name="language" label={t('quotes.language')} options={languages.map((value) => ({ value: value as string, label: languageNames[value] }))} />
        <DayField form={form} name="valid_until" label={t('quotes.validUntil')} required />
      </div>
      <AreaField form={form} name="introduction" label={t('quotes.introduction')} />
      <AreaField form={form} name="terms" label={t('quotes.terms')} />
      {children}
    </FormFrame>
  );
}
