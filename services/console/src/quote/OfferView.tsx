import { useState } from 'react';
import { addressLines } from '../api/address.ts';
import { Answer } from './Answer.tsx';
import { documentOf, type Offer } from './data.ts';
import { Lines } from './Lines.tsx';
import css from './quote.module.css';
import { totals } from './sums.ts';
import type { Speaking } from './texts.ts';

type Props = {
  readonly address: string;
  readonly offer: Offer;
  readonly words: Speaking;
  /** Whether it changed while somebody was answering. */
  readonly changed: boolean;
  readonly onOffer: (offer: Offer) => void;
  readonly onReload: () => void;
};

/** The quote, as its client reads it. */
export function OfferView({ address, offer, words, changed, onOffer, onReload }: Props) {
  const { say, money, percent, day } = words;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(offer.lines.filter((line) => line.optional && line.chosen).map((line) => line.deal_line_id)));
  const open = offer.state === 'sent';
  const sums = open ? totals(offer, chosen) : offer.totals;
  const toggle = (id: string) => setChosen((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  const fixed = offer.lines.filter((line) => !line.optional);
  const optional = offer.lines.filter((line) => line.optional);
  return (
    <>
      <main className={css.page}>
        <header className={css.head}>
          <p className={css.seller}>{offer.seller?.name}</p>
          <p className={css.number}>
            {say('quote')} {offer.number}
            {offer.revision > 1 && ` · ${say('version', { n: String(offer.revision) })}`}
          </p>
          <h1>{offer.title}</h1>
          <State offer={offer} words={words} />
          {changed && open && (
            <p className={css.changed} role="alert">
              {say('newer')}
            </p>
          )}
        </header>
        <div className={css.parties}>
          <section aria-label={say('from')}>
            <h2>{say('from')}</h2>
            <strong>{offer.seller?.name}</strong>
            {offer.seller?.details && <p className={css.text}>{offer.seller.details}</p>}
            {offer.seller?.contact_name && <p>{offer.seller.contact_name}</p>}
            {offer.seller?.contact_email && (
              <p>
                <a href={`mailto:${offer.seller.contact_email}`}>{offer.seller.contact_email}</a>
              </p>
            )}
          </section>
          {(offer.client?.account_name || offer.client?.contact_name) && (
            <section aria-label={say('for')}>
              <h2>{say('for')}</h2>
              <strong>{offer.client.account_name ?? offer.client.contact_name}</strong>
              {offer.client.account_name && offer.client.contact_name && <p>{offer.client.contact_name}</p>}
              {offer.client.address && addressLines(offer.client.address).map((line) => <p key={line}>{line}</p>)}
              {offer.client.tax_number && <p>{say('taxNumber', { n: offer.client.tax_number })}</p>}
            </section>
          )}
          <section aria-label={say('quote')}>
            <h2>{say('quote')}</h2>
            {offer.sent_on && <p>{say('sent', { day: day(offer.sent_on) })}</p>}
            <p>{say('validUntil', { day: day(offer.valid_until) })}</p>
            <p>
              <a href={documentOf(address)} target="_blank" rel="noreferrer">
                {say('pdf')}
              </a>
            </p>
          </section>
        </div>
        {offer.introduction && <p className={css.text}>{offer.introduction}</p>}
        {fixed.length > 0 && (
          <section aria-label={say('lines')}>
            <h2>{say('lines')}</h2>
            <Lines lines={fixed} words={words} chosen={chosen} />
          </section>
        )}
        {optional.length > 0 && (
          <section aria-label={say('optional')}>
            <h2>{say('optional')}</h2>
            <Lines lines={optional} words={words} chosen={chosen} onToggle={open ? toggle : undefined} />
          </section>
        )}
        <dl className={css.sums} aria-live="polite">
          <div>
            <dt>{say('net')}</dt>
            <dd className="num">{money(sums.net)}</dd>
          </div>
          {sums.groups.map((group) => (
            <div key={group.rate}>
              <dt>{say('vat', { rate: percent(group.rate) })}</dt>
              <dd className="num">{money(group.tax)}</dd>
            </div>
          ))}
          <div className={css.gross}>
            <dt>{say('totalGross')}</dt>
            <dd className="num">{money(sums.gross)}</dd>
          </div>
        </dl>
        {offer.lines.some((line) => line.billing.kind === 'time_and_materials') && <p className={css.note}>{say('estimate')}</p>}
        {offer.terms && (
          <section aria-label={say('terms')}>
            <h2>{say('terms')}</h2>
            <p className={css.text}>{offer.terms}</p>
          </section>
        )}
      </main>
      {open && <Answer address={address} offer={offer} words={words} chosen={chosen} gross={sums.gross} onOffer={onOffer} onReload={onReload} />}
    </>
  );
}

/** Where it stands: until when it can be accepted, or what was answered. */
function State({ offer, words: { say, day, moment } }: { readonly offer: Offer; readonly words: Speaking }) {
  const at = offer.answer ? moment(offer.answer.at) : '';
  const said = {
    draft: () => say('isDraft'),
    sent: () => say('validUntil', { day: day(offer.valid_until) }),
    expired: () => say('isExpired', { day: day(offer.valid_until) }),
    accepted: () => `${say(offer.answer?.recorded ? 'isRecorded' : 'isAccepted', { name: offer.answer?.name ?? '', at })} ${say('thanks')}`,
    declined: () => say('isDeclined', { at }),
    superseded: () => say('isSuperseded'),
    withdrawn: () => say('isWithdrawn'),
  }[offer.state]();
  return (
    <p className={css.state} data-state={offer.state} role="status">
      {said}
    </p>
  );
}
