import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { Languages } from '../../shell/Languages.tsx';
import css from '../../shell/login.module.css';
import { beginAnew } from '../../shell/places.ts';
import { logIn } from '../../shell/session.ts';
import { later } from '../../ui/soon.ts';
import { toast, Toasts } from '../../ui/toasts.tsx';

// What forms need comes after the words.
const JoinForm = later(() => import('./JoinForm.tsx'), 'JoinForm');

/** Joining by a code without being logged in, as somebody must who is in no organisation any more. It leads there at once. */
export function JoinPage() {
  const [joined, setJoined] = useState<string>();
  useEffect(() => {
    document.title = t('common.documentTitle', { title: t('admin.join.title') });
  }, []);
  return (
    <main className={css.page}>
      <div className={css.card}>
        <img src="/gerinc.svg" alt="" width={40} height={40} />
        <h1>{t('admin.join.title')}</h1>
        <p>{joined ? t('admin.join.joined', { name: joined }) : t('admin.join.lead')}</p>
        {!joined && (
          <JoinForm
            onJoined={({ org_id, name }, email, password) => {
              setJoined(name);
              void logIn({ email, password, organization_id: org_id }).then(beginAnew, toast.failed);
            }}
          />
        )}
        <p className={css.other}>
          <Link to="/login">{t('admin.join.toLogIn')}</Link>
        </p>
      </div>
      <Languages />
      <Toasts />
    </main>
  );
}
