import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { demosQuery, lookAt } from '../../shell/demo.ts';
import { useSession } from '../../shell/session.ts';
import { toast } from '../../ui/toasts.tsx';

const demoCommand = 'cargo run -- demo';

/** The way into the demo company; where there is none, how to ask for one. */
export function DemoStep() {
  const { organization } = useSession();
  const { data, isError } = useQuery(demosQuery);
  const [going, setGoing] = useState(false);
  const demo = data?.items[0];
  const go = async (id: string) => {
    setGoing(true);
    try {
      await lookAt(id, organization.org_id);
    } catch (error) {
      toast.failed(error);
      setGoing(false);
    }
  };
  if (demo) {
    return (
      <>
        <p>{t('home.first.demoLook')}</p>
        <button type="button" disabled={going} onClick={() => void go(demo.org_id)}>
          {t('home.first.demoDo')}
        </button>
      </>
    );
  }
  if (!data && !isError) return null;
  return (
    <>
      <p>{t('home.first.demoNone')}</p>
      <blockquote>{t('home.first.demoAsk', { command: demoCommand })}</blockquote>
      <p>{t('home.first.demoThen')}</p>
    </>
  );
}
