import { IconCloudOff } from '@tabler/icons-react';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useDown } from '../api/health.ts';
import { instant } from '../i18n/format.ts';
import { t, tMaybe } from '../i18n/index.ts';
import css from './frame.module.css';

/** Says what cannot be reached and since when; pages go on showing what they last knew. */
export function Banner() {
  const online = useOnline();
  const down = Object.entries(useDown());
  const queries = useQueryClient();
  const busy = useIsFetching() > 0;
  if (online && down.length === 0) return null;
  return (
    <div className={css.banner} role="status">
      <IconCloudOff size={16} aria-hidden />
      {online
        ? down.map(([service, since]) => (
            <span key={service}>
              {t('shell.down', { service: tMaybe(`shell.service.${service}`, service), since: instant(since, 'time') })}
            </span>
          ))
        : t('shell.offline')}
      {online && (
        <button type="button" disabled={busy} onClick={() => void queries.invalidateQueries()}>
          {t('common.retry')}
        </button>
      )}
    </div>
  );
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const changed = () => setOnline(navigator.onLine);
    globalThis.addEventListener('online', changed);
    globalThis.addEventListener('offline', changed);
    return () => {
      globalThis.removeEventListener('online', changed);
      globalThis.removeEventListener('offline', changed);
    };
  }, []);
  return online;
}
