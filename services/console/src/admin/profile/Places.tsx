import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { leaveDemo } from '../../shell/demo.ts';
import { placesQuery, switchTo } from '../../shell/organizations.ts';
import { beginAnew } from '../../shell/places.ts';
import { sessionQuery } from '../../shell/session.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from '../admin.module.css';
import { JoinForm } from '../join/JoinForm.tsx';

/** The organisations somebody works in: going to another, and joining one more by a code. */
export function Places({ email }: { email: string }) {
  const queries = useQueryClient();
  const { data } = useQuery(placesQuery);
  const [joining, setJoining] = useState(false);
  const [joined, setJoined] = useState<string>();
  const [going, setGoing] = useState<string>();
  const go = async (id: string) => {
    setGoing(id);
    try {
      await switchTo(id);
      beginAnew();
    } catch (error) {
      toast.failed(error);
      setGoing(undefined);
    }
  };
  const leave = async (id: string, name: string) => {
    setGoing(id);
    try {
      await leaveDemo(id);
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      toast.done(t('admin.places.left', { name }));
    } catch (error) {
      toast.failed(error);
    }
    setGoing(undefined);
  };
  return (
    <div className={css.stack}>
      <ul className={css.invited}>
        {data?.items.map(({ org_id, name, current, guest }) => (
          <li key={org_id}>
            <div>
              <strong>{name}</strong>
              {guest && <span>{t('admin.places.guest')}</span>}
              {org_id === joined && <span role="status">{t('admin.join.joined', { name })}</span>}
            </div>
            {guest && !current && (
              <Button
                size="compact-sm"
                variant="subtle"
                disabled={going !== undefined}
                onClick={() => void leave(org_id, name)}
                aria-label={`${t('admin.places.leave')}: ${name}`}
              >
                {t('admin.places.leave')}
              </Button>
            )}
            {current ? (
              <StateBadge tone="good">{t('admin.places.here')}</StateBadge>
            ) : (
              <Button
                size="compact-sm"
                variant={org_id === joined ? 'filled' : 'default'}
                loading={going === org_id}
                disabled={going !== undefined && going !== org_id}
                onClick={() => void go(org_id)}
                aria-label={`${t('admin.places.go')}: ${name}`}
              >
                {t('admin.places.go')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {joining ? (
        <JoinForm
          email={email}
          onJoined={({ org_id }) => {
            setJoining(false);
            setJoined(org_id);
            void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
          }}
          onCancel={() => setJoining(false)}
        />
      ) : (
        <div className={css.actions}>
          <Button variant="default" onClick={() => { setJoined(undefined); setJoining(true); }}>
            {t('admin.join.title')}
          </Button>
        </div>
      )}
    </div>
  );
}
