import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { newKey } from '../../api/client.ts';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Export } from '../../ui/Export.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useList } from '../../ui/useList.ts';
import css from '../admin.module.css';
import { invitationsQuery, withdraw, type Invitation } from './invitations.ts';

/** Who was invited and has not joined yet; nothing when nobody was. A code that is lost is made anew by inviting again. */
export function OpenInvitations() {
  const queries = useQueryClient();
  const { rows, more } = useList(invitationsQuery());
  if (rows.length === 0) return null;
  const end = async (one: Invitation) => {
    try {
      await withdraw(one.invitation_id, newKey());
      toast.done(t('admin.invitation.wasWithdrawn', { email: one.email }));
    } catch (error) {
      toast.failed(error);
    }
    // Whoever accepted meanwhile is a member.
    void queries.invalidateQueries({ queryKey: ['identity'] });
  };
  return (
    <Section title={t('admin.invitation.open')} aside={<Export service="identity" list="invitations" />}>
      <ul className={css.invited}>
        {rows.map((one) => (
          <li key={one.invitation_id}>
            <div>
              <strong>{one.name}</strong>
              <span>{one.email}</span>
              <span>{one.roles.map((role) => t(`admin.role.${role}`)).join(', ')}</span>
              <span>{t('admin.invitation.until', { until: instant(one.expires_at, 'date') })}</span>
            </div>
            <Button size="compact-sm" variant="default" onClick={() => void end(one)} aria-label={`${t('admin.invitation.withdraw')}: ${one.email}`}>
              {t('admin.invitation.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      {more.has && (
        <Button size="compact-sm" variant="subtle" loading={more.loading} onClick={more.load}>
          {t('admin.invitation.more')}
        </Button>
      )}
    </Section>
  );
}
