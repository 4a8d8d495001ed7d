import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { date, instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { AreaField, FormFrame, useForm } from '../../ui/form/index.ts';
import { Facts } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { documentOf, link, revise, settle, withdraw, type Quote } from './data.ts';
import { QuoteLines } from './QuoteLines.tsx';
import { tones } from './Quotes.tsx';
import css from './quotes.module.css';

type Props = {
  readonly shown: Versioned<Quote>;
  /** Of the page for the client, while it is known. */
  readonly path: string | undefined;
  readonly canWrite: boolean;
  readonly onPath: (path: string) => void;
  readonly onOpen: (id: string) => void;
};

/** What was sent, what the client said, and what can be done next. */
export function SentQuote({ shown, path, canWrite, onPath, onOpen }: Props) {
  const queries = useQueryClient();
  const quote = shown.value;
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
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
  const another = () =>
    act(async () => {
      const next = await revise(quote.quote_id);
      await settle(queries);
      onOpen(next.quote_id);
    });
  const offered = quote.state === 'sent' || quote.state === 'expired';
  const again = offered || quote.state === 'declined' || quote.state === 'withdrawn';
  return (
    <div className={css.parts}>
      <div className={css.stand}>
        <StateBadge tone={tones[quote.state]}>{t(`crm.quotes.state.${quote.state}`)}</StateBadge>
        <Facts items={facts(quote)} />
        {quote.answer?.kind === 'accepted' && <Effect effect={quote.answer.effect} />}
      </div>
      {path && <Address path={path} />}
      <QuoteLines quote={quote} />
      {asked && <Withdraw shown={shown} onDone={() => setAsked(false)} />}
      <footer className={css.actions}>
        {canWrite && offered && !asked && (
          <Button variant="subtle" color="red" disabled={busy} onClick={() => setAsked(true)}>
            {t('crm.quotes.withdraw')}
          </Button>
        )}
        {canWrite && again && (
          <Button variant="default" disabled={busy} onClick={() => void another()}>
            {t('crm.quotes.revise')}
          </Button>
        )}
        <Button variant="default" component="a" href={documentOf(quote.quote_id)} target="_blank" rel="noreferrer">
          {t('crm.quotes.pdf')}
        </Button>
        {canWrite && offered && !path && (
          <Button loading={busy} onClick={() => void act(async () => onPath((await link(quote.quote_id)).path))}>
            {t('crm.quotes.newLink')}
          </Button>
        )}
      </footer>
    </div>
  );
}

function facts(quote: Quote): (readonly [string, string | undefined])[] {
  const { answer } = quote;
  const said = answer && [t('crm.quotes.at', { name: answer.name ?? '–', at: instant(answer.at) }), quote.answered_from ? t('crm.quotes.from', { address: quote.answered_from }) : ''].filter(Boolean).join(', ');
  return [
    [t('crm.quotes.name'), quote.title],
    [t('crm.quotes.validUntil'), date(quote.valid_until)],
    ...(quote.sent_at ? [[t('crm.quotes.sentAt'), instant(quote.sent_at)] as const] : []),
    ...(quote.sent_at ? [[t('crm.quotes.viewedAt'), quote.viewed_at ? instant(quote.viewed_at) : t('crm.quotes.notViewed')] as const] : []),
    ...(answer?.kind === 'accepted' ? [[t('crm.quotes.acceptedBy'), said] as const] : []),
    ...(answer?.kind === 'declined' ? [[t('crm.quotes.declinedBy'), said] as const, [t('crm.quotes.reason'), answer.reason] as const] : []),
    ...(quote.withdrawn_reason ? [[t('crm.quotes.reason'), quote.withdrawn_reason] as const] : []),
  ];
}

/** What became of the deal, and what is left to do. */
function Effect({ effect }: { effect: Extract<NonNullable<Quote['answer']>, { kind: 'accepted' }>['effect'] }) {
  return (
    <p className={css.effect} data-left={effect.left ? true : undefined}>
      {effect.deal_won ? t('crm.quotes.won') : [effect.lines_taken && t('crm.quotes.taken'), effect.left && t(`crm.quotes.left.${effect.left}`)].filter(Boolean).join(' ')}
    </p>
  );
}

function Address({ path }: { path: string }) {
  const address = `${location.origin}${path}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      toast.done(t('crm.quotes.copied'));
    } catch (error) {
      toast.failed(error);
    }
  };
  return (
    <div className={css.address}>
      <TextInput readOnly value={address} label={t('crm.quotes.link')} description={t('crm.quotes.linkHint')} onFocus={(event) => event.currentTarget.select()} />
      <Button onClick={() => void copy()}>{t('crm.quotes.copy')}</Button>
    </div>
  );
}

function Withdraw({ shown, onDone }: { shown: Versioned<Quote>; onDone: () => void }) {
  const queries = useQueryClient();
  const form = useForm({
    name: `crm.quote.withdraw.${shown.value.quote_id}`,
    initial: { reason: '' },
    submit: (values, key) => withdraw(shown, values.reason, key),
    onDone: (quote) => {
      toast.done(t('crm.quotes.withdrawn', { number: quote.number }));
      onDone();
      void settle(queries);
    },
  });
  return (
    <FormFrame form={form} submitLabel={t('crm.quotes.withdraw')} onCancel={onDone}>
      <AreaField form={form} name="reason" label={t('crm.quotes.withdrawReason')} autoFocus />
    </FormFrame>
  );
}
