import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { ago, instant } from '../../i18n/format.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from './operations.module.css';
import { retryLetter, type Letter, type ServiceName } from './queries.ts';
import { whatOf } from './whatOf.ts';
import { soon } from '../../ui/soon.ts';

const Discard = soon(() => import('./Discard.tsx'), 'Discard');

export type Found = { readonly service: ServiceName; readonly letter: Letter };

/** What could not be applied, why, since when; again, or given up with a reason. */
export function Letters({ letters }: { letters: readonly Found[] }) {
  const [discarding, setDiscarding] = useState<Found>();
  return (
    <>
      <ul className={css.letters}>
        {letters.map((found) => (
          <LetterLine key={found.letter.dead_letter_id} found={found} onDiscard={() => setDiscarding(found)} />
        ))}
      </ul>
      {discarding && <Discard found={discarding} onClose={() => setDiscarding(undefined)} />}
    </>
  );
}

function LetterLine({ found: { service, letter }, onDiscard }: { found: Found; onDiscard: () => void }) {
  const queries = useQueryClient();
  const may = useMay();
  const [busy, setBusy] = useState(false);
  const what = whatOf(letter);
  const waits = letter.status === 'parked';
  const retry = async () => {
    setBusy(true);
    try {
      const { applied, stopped_by } = await retryLetter(service, letter.dead_letter_id, newKey());
      if (stopped_by) toast.failed(t('admin.letters.again', { what }));
      else toast.done(t('admin.letters.applied', { count: applied }));
    } catch (error) {
      toast.failed(error);
    }
    setBusy(false);
    void queries.invalidateQueries({ queryKey: [service, 'operations'] });
  };
  return (
    <li>
      <div className={css.letterHead}>
        <StateBadge tone={waits ? 'warn' : 'late'}>{tMaybe(`admin.reason.${letter.reason}`, letter.reason)}</StateBadge>
        <strong>{what}</strong>
        <span className={css.when} title={instant(letter.first_at, 'exact')}>{waits ? ago(letter.first_at) : t('admin.letters.since', { when: ago(letter.first_at), count: letter.attempts })}</span>
      </div>
      <p>{t(waits ? 'admin.letters.waits' : 'admin.letters.at', { service: tMaybe(`shell.service.${service}`, service) })}</p>
      <details>
        <summary>{t('admin.letters.details')}</summary>
        <p lang="en" className={css.error}>{letter.error}</p>
        <p className={css.id}>{[letter.event_type, letter.consumer].filter(Boolean).join(' · ')}</p>
        {letter.aggregate_id && <p className={css.id}>{t('admin.letters.of', { id: letter.aggregate_id, seq: letter.aggregate_seq ?? '–' })}</p>}
      </details>
      {may('operations:manage') && letter.status === 'dead' && (
        <div className={css.actions}>
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => void retry()} aria-label={`${t('admin.letters.retry')}: ${what}`}>{t('admin.letters.retry')}</Button>
          <Button size="compact-sm" variant="default" onClick={onDiscard} aria-label={`${t('admin.letters.discard')}: ${what}`}>{t('admin.letters.discard')}</Button>
        </div>
      )}
    </li>
  );
}
