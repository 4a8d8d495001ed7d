import { useCallback, useEffect, useRef, useState } from 'react';
import { Refused, readOffer, sayViewed, type Offer } from './data.ts';
import { OfferView } from './OfferView.tsx';
import css from './quote.module.css';
import { guessed, speaking } from './texts.ts';

/** Reads the quote an address leads to; says so when there is none. */
export function QuotePage({ address }: { readonly address: string | undefined }) {
  const [offer, setOffer] = useState<Offer>();
  const [failure, setFailure] = useState<Refused | undefined>(address ? undefined : new Refused('not-found', 404));
  // Set when an answer came too late, so that what is shown now is to be read first.
  const [changed, setChanged] = useState(false);
  const load = useCallback(() => {
    if (!address) return;
    setFailure(undefined);
    readOffer(address).then(setOffer, (error: Refused) => {
      // What was taken away meanwhile is not shown any more.
      if (error.status === 404) setOffer(undefined);
      setFailure(error);
    });
  }, [address]);
  useEffect(load, [load]);
  const reload = () => {
    setChanged(true);
    load();
  };
  const told = useRef<string>(undefined);
  useEffect(() => {
    if (!address || offer?.state !== 'sent' || told.current === offer.quote_id) return;
    told.current = offer.quote_id;
    // That it is read is told by the page, not by whatever looks at addresses in mails. Whether it arrives changes nothing here.
    sayViewed(address, offer).catch(() => undefined);
  }, [address, offer]);
  const words = speaking(offer?.language ?? guessed());
  useEffect(() => {
    document.documentElement.lang = words.language;
    document.title = offer ? `${offer.number} · ${offer.title}` : words.say('quote');
  }, [offer, words]);
  if (offer && address) return <OfferView key={offer.quote_id} address={address} offer={offer} words={words} changed={changed} onOffer={setOffer} onReload={reload} />;
  return (
    <main className={css.alone}>
      {failure ? (
        <>
          <h1>{words.say(failure.code === 'quote-link-ended' ? 'ended' : failure.status === 404 ? 'missing' : failure.code === 'offline' ? 'offline' : 'failed')}</h1>
          {failure.status === 404 ? (
            <p>{words.say(failure.code === 'quote-link-ended' ? 'endedHint' : 'missingHint')}</p>
          ) : (
            <button type="button" className={css.primary} onClick={load}>
              {words.say('again')}
            </button>
          )}
        </>
      ) : (
        <p aria-live="polite">{words.say('loading')}</p>
      )}
    </main>
  );
}
