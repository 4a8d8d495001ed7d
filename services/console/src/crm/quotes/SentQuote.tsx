import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { date, instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { AreaField, FormFrame, useForm } from '../../ui/form/index.ts';
import { Facts } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { soonPart } from '../../shell/lazy.ts';
import { useMay } from '../../shell/session.ts';
import { meeting } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { fileAddress } from '../talk/data.ts';
import { aboutQuote, offered } from './about.tsx';
import { apply, documentOf, link, revise, settle, withdraw, type Quote } from './data.ts';
import { letterOf } from './letter.ts';
import { QuoteLines } from './QuoteLines.tsx';
import { QuoteLinks } from './QuoteLinks.tsx';
import { tones } from './Quotes.tsx';
import css from './quotes.module.css';
import { soon } from '../../ui/soon.ts';

const RecordAcceptance = soon(() => import('./RecordAcceptance.tsx'), 'RecordAcceptance');

const MailForm = soonPart(['talk', 'mail'], () => import('../mail/MailForm.tsx'), 'MailForm');

type Props = {
  readonly shown: Versioned<Quote>;
  /** Of the page for the client, while it is known. */
  readonly path: string | undefined;
  readonly canWrite: boolean;
  readonly onPath: (path: string | undefined) => void;
  readonly onOpen: (id: string) => void;
};

/** What was sent, what the client said, and what can be done next. */
export function SentQuote({ shown, path, canWrite, onPath, onOpen }: Props) {
  const queries = useQueryClient();
  const quote = shown.value;
  const [asked, setAsked] = useState<'withdraw' | 'record' | 'mail'>();
  const may = useMay();
  const mayClose = may('crm:deal:close');
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
  const take = () =>
    act(async () => {
      const applied = await meeting.act({
        ...aboutQuote(queries, shown),
        label: t('quotes.apply'),
        can: (now) => now.answer?.kind === 'accepted' && !now.answer.effect.lines_taken,
        send: (etag, key) => apply(quote.quote_id, etag, key),
      });
      if (applied?.answer?.kind === 'accepted') toast.done(t(applied.answer.effect.deal_won ? 'quotes.won' : 'quotes.taken'));
      await queries.invalidateQueries({ queryKey: ['crm'] });
    });
  const waits = quote.answer?.kind === 'accepted' && !quote.answer.effect.lines_taken;
  // An address is told once, so the mail gets one of its own where none is in sight.
  const mail = () =>
    act(async () => {
      if (!path) onPath((await link(quote.quote_id)).path ?? undefined);
      setAsked('mail');
    });
  const open = offered(quote);
  const again = open || quote.state === 'declined' || quote.state === 'withdrawn';
  return (
    <div className={css.parts}>
      <div className={css.stand}>
        <StateBadge tone={tones[quote.state]}>{t(`quotes.state.${quote.state}`)}</StateBadge>
        <Facts items={facts(quote)} />
        {quote.recorded?.attachment_id && (
          <a href={fileAddress(quote.recorded.attachment_id)} target="_blank" rel="noreferrer">
            {t('quotes.showEvidence')}
          </a>
        )}
        {quote.answer?.kind === 'accepted' && <Effect effect={quote.answer.effect} />}
      </div>
      {path && <Address path={path} />}
      {quote.sent_at && <QuoteLinks id={quote.quote_id} version={quote.version} canWrite={canWrite} onEnded={() => onPath(undefined)} />}
      <QuoteLines quote={quote} />
      {asked === 'withdraw' && <Withdraw shown={shown} onDone={() => setAsked(undefined)} />}
      {asked === 'record' && <RecordAcceptance shown={shown} onDone={() => setAsked(undefined)} />}
      {asked === 'mail' && path && <WriteMail quote={quote} path={path} onClose={() => setAsked(undefined)} />}
      <footer className={css.actions}>
        {canWrite && open && !asked && (
          <Button variant="subtle" color="red" disabled={busy} onClick={() => setAsked('withdraw')}>
            {t('quotes.withdraw')}
          </Button>
        )}
        {mayClose && open && !asked && (
          <Button variant="default" disabled={busy} onClick={() => setAsked('record')}>
            {t('quotes.record')}
          </Button>
        )}
        {canWrite && again && (
          <Button variant="default" disabled={busy} onClick={() => void another()}>
            {t('quotes.revise')}
          </Button>
        )}
        <Button variant="default" component="a" href={documentOf(quote.quote_id)} target="_blank" rel="noreferrer">
          {t('quotes.pdf')}
        </Button>
        {canWrite && waits && (
          <Button loading={busy} onClick={() => void take()}>
            {t('quotes.apply')}
          </Button>
        )}
        {canWrite && open && !asked && may('crm:activity:write') && (
          <Button variant="default" loading={busy} onClick={() => void mail()}>
            {t('quotes.mail')}
          </Button>
        )}
        {canWrite && open && !path && (
          <Button loading={busy} onClick={() => void act(async () => onPath((await link(quote.quote_id)).path ?? undefined))}>
            {t('quotes.newLink')}
          </Button>
        )}
      </footer>
    </div>
  );
}

function WriteMail({ quote, path, onClose }: { quote: Quote; path: string; onClose: () => void }) {
  return (
    <section aria-label={t('quotes.mail')} className={css.record}>
      <MailForm subject={{ kind: 'deal', id: quote.deal_id }} start={{ key: `quote.${path}`, ...letterOf(quote, `${location.origin}${path}`), quoteLink: `${location.origin}${path}` }} onClose={onClose} />
    </section>
  );
}

type Fact = readonly [name: string, value: string];

function facts(quote: Quote): readonly Fact[] {
  const { answer, recorded, sent_at: sent, viewed_at: viewed, withdrawn_reason: withdrawn } = quote;
  const said = (answer ? [answer.name, instant(answer.at), quote.answered_from && t('quotes.from', { address: quote.answered_from })] : []).filter(Boolean).join(', ');
  const all: Fact[] = [
    [t('quotes.name'), quote.title],
    [t('quotes.validUntil'), date(quote.valid_until)],
  ];
  if (sent) all.push([t('quotes.sentAt'), instant(sent)], [t('quotes.viewedAt'), viewed ? instant(viewed) : t('quotes.notViewed')]);
  if (answer?.kind === 'accepted') {
    all.push([t('quotes.acceptedBy'), said]);
    if (recorded) all.push([t('quotes.way'), `${t(`quotes.way.${recorded.way}`)}, ${t('quotes.recordedAt', { at: instant(recorded.at) })}`]);
    if (recorded?.note) all.push([t('quotes.recordNote'), recorded.note]);
  }
  if (answer?.kind === 'declined') all.push([t('quotes.declinedBy'), said], [t('quotes.reason'), answer.reason]);
  if (withdrawn) all.push([t('quotes.reason'), withdrawn]);
  return all;
}

/** What became of the deal, and what is left to do. */
function Effect({ effect }: { effect: Extract<NonNullable<Quote['answer']>, { kind: 'accepted' }>['effect'] }) {
  return (
    <p className={css.effect} data-left={effect.left ? true : undefined}>
      {effect.deal_won ? t('quotes.won') : [effect.lines_taken && t('quotes.taken'), effect.left && t(`quotes.left.${effect.left}`)].filter(Boolean).join(' ')}
    </p>
  );
}

function Address({ path }: { path: string }) {
  const address = `${location.origin}${path}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      toast.done(t('quotes.copied'));
    } catch (error) {
      toast.failed(error);
    }
  };
  return (
    <div className={css.address}>
      <TextInput readOnly value={address} label={t('quotes.link')} description={t('quotes.linkHint')} onFocus={(event) => event.currentTarget.select()} />
      <Button onClick={() => void copy()}>{t('quotes.copy')}</Button>
    </div>
  );
}

function Withdraw({ shown, onDone }: { shown: Versioned<Quote>; onDone: () => void }) {
  const queries = useQueryClient();
  const form = useForm({
    name: `crm.quote.withdraw.${shown.value.quote_id}`,
    initial: { reason: '' },
    submit: (values, key) =>
      meeting.act({
        ...aboutQuote(queries, shown),
        label: t('quotes.withdraw'),
        can: offered,
        key,
        send: (etag, sent) => withdraw(shown.value.quote_id, values.reason, etag, sent),
      }),
    onDone: (quote) => {
      if (quote) toast.done(t('quotes.withdrawn', { number: quote.number }));
      onDone();
      void settle(queries);
    },
  });
  return (
    <FormFrame form={form} submitLabel={t('quotes.withdraw')} onCancel={onDone}>
      <AreaField form={form} name="reason" label={t('quotes.withdrawReason')} autoFocus />
    </FormFrame>
  );
}
