import { useQueryClient } from '@tanstack/react-query';
import { t } from '../i18n/index.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { LogInForm } from './LogInForm.tsx';
import { sessionQuery, useSession } from './session.ts';
import { sessionLost } from './sessionLost.ts';

/** When the session ends, the page and what was typed stay; only the log-in comes in front of it. */
export function LogInAgain() {
  const { user } = useSession();
  const queries = useQueryClient();
  const done = () => {
    sessionLost.set(false);
    void queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    void queries.invalidateQueries({ predicate: (query) => query.queryKey !== sessionQuery.queryKey });
  };
  return (
    <Dialog onClose={() => sessionLost.set(false)} title={t('shell.logIn.again')}>
      <LogInForm email={user?.email} onDone={done} />
    </Dialog>
  );
}
