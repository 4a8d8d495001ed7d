import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { membersQuery } from '../deals/queries.ts';
import { subjectsOf } from '../desk/about.ts';
import { RecordName } from '../desk/RecordName.tsx';
import { followUpsQuery, type Subject } from './data.ts';
import { FollowUpRow } from './FollowUpRow.tsx';
import css from './talk.module.css';

/** What is to be done about something, of an account also what is about its people and deals; shown only when anything is. */
export function FollowUps({ subject, canWrite }: { readonly subject: Subject; readonly canWrite: boolean }) {
  const { data } = useQuery(followUpsQuery(subject));
  const { data: members } = useQuery(membersQuery);
  if (!data || data.length === 0) return null;
  return (
    <Section title={t('talk.followUp.open')}>
      <ul className={css.rows}>
        {data.map((one) => (
          <FollowUpRow key={one.follow_up_id} followUp={one} canWrite={canWrite} who={members?.find((member) => member.member_id === one.owner_id)?.name}>
            {subjectsOf(one.about)
              .filter(({ id }) => id !== subject.id)
              .map((other) => (
                <span key={other.id}>
                  {' · '}
                  <RecordName subject={other} />
                </span>
              ))}
          </FollowUpRow>
        ))}
      </ul>
    </Section>
  );
}
