import { Button } from '@mantine/core';
import { useQuery, useQueryClient, queryOptions } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, read, writing } from '../../api/client.ts';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import css from '../admin.module.css';
import { Secret } from '../Secret.tsx';

const feedQuery = queryOptions({ queryKey: ['crm', 'calendar-feed'], queryFn: ({ signal }) => read(api.GET('/api/crm/v1/calendar-feed', { signal })) });

/** The address at which a calendar program finds one's follow-ups and meetings. It is told once; a new one ends the old one. */
export function CalendarFeed() {
  const queries = useQueryClient();
  const { data } = useQuery(feedQuery);
  const [address, setAddress] = useState<string>();
  const [busy, setBusy] = useState(false);
  const act = async (doing: () => Promise<string | undefined>) => {
    setBusy(true);
    try {
      setAddress(await doing());
    } catch (error) {
      toast.failed(error);
    }
    setBusy(false);
    await queries.invalidateQueries({ queryKey: feedQuery.queryKey });
  };
  const rotate = () =>
    act(async () => {
      const { path } = await read(api.POST('/api/crm/v1/calendar-feed', { params: writing(newKey()) }));
      return path ? `${location.origin}/api/crm${path}` : undefined;
    });
  const remove = () =>
    act(async () => {
      await read(api.DELETE('/api/crm/v1/calendar-feed', { params: writing(newKey()) }));
      toast.done(t('admin.calendar.removed'));
      return undefined;
    });
  const since = data?.since;
  return (
    <div className={css.stack}>
      <p className={css.lead}>{t('admin.calendar.what')}</p>
      {address ? (
        <>
          <p className={css.lead}>{t('admin.calendar.once')}</p>
          <Secret value={address} />
        </>
      ) : (
        since && <p className={css.lead}>{t('admin.calendar.since', { since: instant(since) })}</p>
      )}
      <div className={css.actions}>
        <Button variant="default" loading={busy} onClick={() => void rotate()}>
          {since ? t('admin.calendar.rotate') : t('admin.calendar.make')}
        </Button>
        {since && (
          <Button variant="subtle" disabled={busy} onClick={() => void remove()}>
            {t('admin.calendar.remove')}
          </Button>
        )}
      </div>
    </div>
  );
}
