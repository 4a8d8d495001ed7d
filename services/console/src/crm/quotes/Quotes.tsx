import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ago, date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { quotesQuery, settle, write, type Quote } from './data.ts';
import css from './quotes.module.css';
import { soon } from '../../ui/soon.ts';

const QuoteDialog = soon(() => import('./QuoteDialog.tsx'), 'QuoteDialog');

export const tones: Record<Quote['state'], Tone> = {
  draft: 'neutral', sent: 'info', expired: 'warn', accepted: 'good', declined: 'late', superseded: 'neutral', withdrawn: 'neutral',
};

type Props = {
  readonly dealId: string;
  readonly canWrite: boolean;
  /** The one that may still be accepted opens at once; without any, the button for a new one takes the focus. */
  readonly asked: boolean;
  readonly onAsked: () => void;
};

/** What was offered for a deal, newest first; one opens in a dialog. */
export function Quotes({ dealId, canWrite, asked, onAsked }: Props) {
  const queries = useQueryClient();
  const { data = [], isSuccess } = useQuery(quotesQuery(dealId));
  const create = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<string>();
  const [busy, setBusy] = useState(false);
  const alive = data.find((one) => ['draft', 'sent', 'expired'].includes(one.state))?.quote_id;
  useEffect(() => {
    if (!asked || !isSuccess) return;
    if (alive) setOpen(alive);
    else {
      create.current?.scrollIntoView({ block: 'center' });
      create.current?.focus();
    }
    onAsked();
    // Once for each time it is asked for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, isSuccess]);
  const begin = async () => {
    setBusy(true);
    try {
      const { value } = await write(dealId);
      await settle(queries);
      setOpen(value.quote_id);
    } catch (error) {
      toast.failed(error);
    }
    setBusy(false);
  };
  const add = canWrite && (
    <Button ref={create} variant="default" size="xs" loading={busy} leftSection={<IconPlus size={14} aria-hidden />} onClick={() => void begin()}>
      {t('quotes.new')}
    </Button>
  );
  return (
    <Section title={t('quotes.title')} aside={add}>
      {data.length === 0 ? (
        <p className={css.nothing}>{t('quotes.nothing')}</p>
      ) : (
        <ul className={css.list}>
          {data.map((one) => {
            const number = one.revision > 1 ? `${one.number} · ${t('quotes.version', { number: one.revision })}` : one.number;
            const more = [
              one.title,
              one.state === 'sent' || one.state === 'expired' ? t('quotes.until', { day: date(one.valid_until) }) : undefined,
              one.answered_at ? t('quotes.answered', { at: ago(one.answered_at) }) : one.viewed_at ? t('quotes.viewed', { at: ago(one.viewed_at) }) : undefined,
            ];
            return (
              <li key={one.quote_id}>
                <button type="button" className={css.row} aria-label={t('quotes.open', { number })} onClick={() => setOpen(one.quote_id)}>
                  <span className={css.what}>
                    <strong>{number}</strong>
                    <span className={css.sub}>{more.filter(Boolean).join(' · ')}</span>
                  </span>
                  <StateBadge tone={tones[one.state]}>{t(`quotes.state.${one.state}`)}</StateBadge>
                  <MoneyCell value={one.gross} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {open && <QuoteDialog key={open} id={open} canWrite={canWrite} onOpen={setOpen} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}
