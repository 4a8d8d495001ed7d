import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { quoteQuery } from './data.ts';
import { DraftQuote } from './DraftQuote.tsx';
import { SentQuote } from './SentQuote.tsx';

type Props = { readonly id: string; readonly canWrite: boolean; readonly onOpen: (id: string) => void; readonly onClose: () => void };

/** A version of a quote: a draft to be written, or what was sent and what became of it. */
export function QuoteDialog({ id, canWrite, onOpen, onClose }: Props) {
  const { data, error, refetch } = useQuery(quoteQuery(id));
  // The address for the client is told once; it stays in sight while this is open.
  const [path, setPath] = useState<string>();
  const quote = data?.value;
  const number = quote ? (quote.revision > 1 ? `${quote.number} · ${t('quotes.version', { number: quote.revision })}` : quote.number) : '';
  return (
    <Dialog title={t('quotes.one', { number })} onClose={onClose} size={840}>
      {!data ? (
        error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={2} label={t('quotes.title')} />
      ) : data.value.state === 'draft' && canWrite ? (
        <DraftQuote shown={data} onSent={setPath} onClose={onClose} />
      ) : (
        <SentQuote shown={data} path={path} canWrite={canWrite} onPath={setPath} onOpen={onOpen} />
      )}
    </Dialog>
  );
}
