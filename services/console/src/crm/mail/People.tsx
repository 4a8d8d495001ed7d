import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useList } from '../../ui/useList.ts';
import { WithExport } from '../imports/Export.tsx';
import { useOrder } from '../parts/Order.tsx';
import { enrolmentOrders } from '../parts/orders.ts';
import { subjectOf } from '../talk/data.ts';
import { takeOut } from './change.ts';
import { enrolmentsQuery, type Enrolment } from './data.ts';
import rows from '../parts/rows.module.css';
import css from './mail.module.css';
import { WaitingMail } from './WaitingMail.tsx';

/** Who goes, or went, through a sequence, and why they left. */
export function People({ sequence, canWrite }: { readonly sequence: string; readonly canWrite: boolean }) {
  const queries = useQueryClient();
  const { sort, select } = useOrder('people', enrolmentOrders);
  const list = useList(enrolmentsQuery(sequence, sort));
  const remove = async (one: Enrolment, name: string) => {
    try {
      if (await takeOut(one, name)) toast.done(t('mail.seq.person.removed', { name }));
    } catch (problem) {
      toast.failed(problem);
    }
    await queries.invalidateQueries({ queryKey: ['crm', 'enrolments'] });
  };
  return (
    <Section title={t('mail.seq.people')} aside={<WithExport rows={list.rows.length} list="enrolments" query={{ sequence_id: sequence, sort }}>{select(list.rows.length)}</WithExport>}>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : null}
      {!list.loading && !list.error && list.rows.length === 0 && <p className={css.hint}>{t('mail.seq.people.none')}</p>}
      <ul className={rows.list}>
        {list.rows.map((one) => {
          const subject = subjectOf(one.person);
          const name = one.person_name ?? t('talk.by.somebody');
          return (
            <li key={one.enrolment_id}>
              <div className={rows.what}>
                <RecordLink kind={subject.kind} id={subject.id}>
                  {name}
                </RecordLink>
                <span>{tells(one)}</span>
                <WaitingMail of={one} />
              </div>
              {canWrite && one.status === 'active' && (
                <ActionIcon size={28} aria-label={t('mail.seq.person.remove', { name })} onClick={() => void remove(one, name)}>
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      {list.more.has && (
        <Button variant="default" onClick={list.more.load} loading={list.more.loading}>
          {t('talk.timeline.older')}
        </Button>
      )}
    </Section>
  );
}

export function tells(one: Enrolment): string {
  const why = one.exit_reason ? [t(`mail.seq.exit.${one.exit_reason}`)] : [];
  const when = one.waiting_mail_id && !one.ended_at ? [] : one.due_at ? [t('mail.seq.person.next', { when: instant(one.due_at) })] : one.ended_at ? [instant(one.ended_at)] : [];
  return [
    t(`mail.seq.enrolment.${one.status}`),
    ...why,
    ...(one.exit_detail ? [one.exit_detail] : []),
    ...when,
    t('mail.seq.version', { version: one.sequence_version }),
    t('mail.seq.person.since', { when: instant(one.enrolled_at) }),
  ].join(' · ');
}
