import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { t } from '../i18n/index.ts';
import { Languages } from './Languages.tsx';
import { LogInForm } from './LogInForm.tsx';
import css from './login.module.css';
import { logInRoute } from './root.ts';
import { sessionQuery } from './session.ts';
import { sessionLost } from './sessionLost.ts';

export function LogInPage() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { to } = logInRoute.useSearch();
  useEffect(() => {
    document.title = t('common.documentTitle', { title: t('shell.logIn.title') });
  }, []);
  const done = async () => {
    queries.clear();
    sessionLost.set(false);
    await queries.fetchQuery(sessionQuery);
    await navigate({ to: to ?? '/', replace: true } as never);
  };
  return (
    <main className={css.page}>
      <div className={css.card}>
        <img src="/gerinc.svg" alt="" width={40} height={40} />
        <h1>{t('shell.logIn.title')}</h1>
        <p>{t('shell.logIn.lead')}</p>
        <LogInForm onDone={() => void done()} />
        <p className={css.other}>
          {t('shell.logIn.newHere')} <Link to="/signup">{t('shell.logIn.toSignUp')}</Link>
          {' · '}
          <Link to="/join">{t('shell.logIn.toJoin')}</Link>
        </p>
      </div>
      <Languages />
    </main>
  );
}
