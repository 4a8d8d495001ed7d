import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { endLinks, linksQuery, settle } from './data.ts';
import css from './quotes.module.css';

type Props = { readonly id: string; readonly version: number; readonly canWrite: boolean; readonly onEnded: () => void };

/** How many addresses lead to the quote, and taking all of them away. */
export function QuoteLinks({ id, version, canWrite, onEnded }: Props) {
  const queries = useQueryClient();
  const { data } = useQuery(linksQuery(id, version));
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const open = data?.filter((link) => !link.ended_at) ?? [];
  const last = data?.find((link) => link.ended_at);
  if (!data || data.length === 0) return null;
  const end = async () => {
    setBusy(true);
    try {
      await endLinks(id);
      onEnded();
      toast.done(t('quotes.linksEnded'));
    } catch (error) {
      toast.failed(error);
    }
    setAsked(false);
    setBusy(false);
    await settle(queries);
  };
  return (
    <div className={css.links}>
      <p className={css.sub}>
        {open.length > 0 ? t('quotes.links', { count: open.length }) : t('quotes.noLinks', { at: last?.ended_at ? instant(last.ended_at) : '' })}
      </p>
      {canWrite && open.length > 0 && !asked && (
        <Button variant="subtle" size="xs" color="red" onClick={() => setAsked(true)}>
          {t('quotes.endLinks')}
        </Button>
      )}
      {asked && (
        <div role="group" aria-label={t('quotes.endLinks')} className={css.links}>
          <p className={css.sub}>{t('quotes.endLinksWhat')}</p>
          <Button variant="default" size="xs" onClick={() => setAsked(false)}>
            {t('common.cancel')}
          </Button>
          <Button size="xs" color="red" loading={busy} onClick={() => void end()} autoFocus>
            {t('quotes.endLinksNow')}
          </Button>
        </div>
      )}
    </div>
  );
}
