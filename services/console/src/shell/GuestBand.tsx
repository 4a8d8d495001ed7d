import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toasts.tsx';
import { goBack, home } from './demo.ts';
import css from './frame.module.css';
import { placesQuery } from './organizations.ts';

/** Says on every page that this is the demo company, and leads back. */
export function GuestBand() {
  const { data } = useQuery(placesQuery);
  const [going, setGoing] = useState(false);
  const own = data && home(data.items);
  const back = async (to: string) => {
    setGoing(true);
    try {
      await goBack(to);
    } catch (error) {
      toast.failed(error);
      setGoing(false);
    }
  };
  return (
    <section className={css.banner} data-guest aria-label={t('shell.demo.label')}>
      <IconEye size={16} aria-hidden />
      <span>{t('shell.demo.here')}</span>
      {own && (
        <button type="button" disabled={going} onClick={() => void back(own.org_id)}>
          {t('shell.demo.back', { name: own.name })}
        </button>
      )}
    </section>
  );
}
