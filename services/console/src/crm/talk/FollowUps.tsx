import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { membersQuery } from '../deals/queries.ts';
import { followUpsQuery, type Subject } from './data.ts';
import { FollowUpRow } from './FollowUpRow.tsx';
import css from './talk.module.css';

/** What is to be done about something; shown only when anything is. */
export function FollowUps({ subject, canWrite }: { readonly subject: Subject; readonly canWrite: boolean }) {
  const { data } = useQuery(followUpsQuery(subject));
  const { data: members } = useQuery(membersQuery);
  if (!data || data.length === 0) return null;
  return (
    <Section title={t('talk.followUp.open')}>
      <ul className={css.rows}>
        {data.map((one) => (
          <FollowUpRow key={one.follow_up_id} followUp={one} canWrite={canWrite} who={members?.find((member) => member.member_id === one.owner_id)?.name} />
        ))}
      </ul>
    </Section>
  );
}
