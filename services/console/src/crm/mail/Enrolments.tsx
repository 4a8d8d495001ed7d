import { ActionIcon, Button, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { takeOut } from './change.ts';
import { enrol, enrolmentsOf, sequencesQuery, type Person } from './data.ts';
import rows from '../parts/rows.module.css';
import css from './mail.module.css';
import { tells } from './People.tsx';
import { WaitingMail } from './WaitingMail.tsx';

/** The sequences somebody goes, or went, through; and the way into another one. */
export function Enrolments({ person, name }: { readonly person: Person; readonly name: string }) {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:lead:write');
  const { data: enrolments } = useQuery(enrolmentsOf(person));
  const { data: sequences = [] } = useQuery(sequencesQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const act = async (doing: () => Promise<unknown>, said: string) => {
    setBusy(true);
    try {
      if ((await doing()) !== null) toast.done(said);
      setChosen(null);
    } catch (problem) {
      toast.failed(problem);
    }
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ['crm', 'enrolments'] });
  };
  const under = (enrolments ?? []).filter((one) => one.status === 'active').map((one) => one.sequence_id);
  const offered = sequences.filter((one) => one.status === 'active' && !under.includes(one.sequence_id));
  const called = (id: string) => sequences.find((one) => one.sequence_id === id)?.name ?? t('mail.seq.title');
  // Where nothing is sent in sequences, nothing is said of them.
  if (!enrolments || (enrolments.length === 0 && offered.length === 0)) return null;
  return (
    <Section title={t('mail.seq.title')}>
      {enrolments.length === 0 && <p className={css.hint}>{t('mail.enrolments.none')}</p>}
      <ul className={rows.list}>
        {enrolments.map((one) => (
          <li key={one.enrolment_id}>
            <div className={rows.what}>
              {called(one.sequence_id)}
              <span>{tells(one)}</span>
              <WaitingMail of={one} />
            </div>
            {canWrite && one.status === 'active' && (
              <ActionIcon
                size={28}
                disabled={busy}
                aria-label={t('mail.enrolments.leave', { sequence: called(one.sequence_id) })}
                onClick={() => void act(() => takeOut(one, name), t('mail.seq.person.removed', { name }))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {canWrite && offered.length > 0 && (
        <div className={css.tools}>
          <Select
            size="xs"
            aria-label={t('mail.enrolments.which')}
            placeholder={t('mail.enrolments.which')}
            data={offered.map((one) => ({ value: one.sequence_id, label: one.name }))}
            value={chosen}
            onChange={setChosen}
          />
          <Button size="xs" variant="default" disabled={!chosen || busy} onClick={() => chosen && void act(() => enrol(chosen, person), t('mail.seq.enrolled', { name }))}>
            {t('mail.enrolments.begin')}
          </Button>
        </div>
      )}
    </Section>
  );
}
