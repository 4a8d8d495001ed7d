import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { WithExport } from '../imports/Export.tsx';
import { LeadTabs } from '../leads/Tabs.tsx';
import { useOrder } from '../parts/Order.tsx';
import { sequenceOrders } from '../parts/orders.ts';
import { sequencesBy, type Sequence } from './data.ts';
import rows from '../parts/rows.module.css';
import css from './mail.module.css';
import { useToSequence } from './useToSequence.ts';
import { soon } from '../../ui/soon.ts';

const NewSequence = soon(() => import('./NewSequence.tsx'), 'NewSequence');

/** All sequences. */
export function SequencesPage() {
  const canWrite = useMay()('crm:lead:write');
  const { sort, select } = useOrder('sequences', sequenceOrders);
  const { data, error, refetch } = useQuery(sequencesBy(sort));
  const [asked, setAsked] = useState(false);
  const open = useToSequence();
  const create = canWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked(true)}>
      {t('mail.seq.new')}
    </Button>
  );
  return (
    <Page title={t('mail.seq.title')} action={create}>
      <LeadTabs at="sequences" />
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Waiting columns={2} label={t('mail.seq.title')} />}
      {data?.length === 0 && <Empty kind="nothing" title={t('mail.seq.nothing')} what={t('mail.seq.what')} example={t('mail.seq.example')} action={create} />}
      {data && data.length > 0 && (
        <Section title={t('mail.seq.title')} aside={<WithExport list="sequences" query={{ sort }}>{select(data.length)}</WithExport>}>
          <ul className={rows.list}>
            {data.map((one) => (
              <Row key={one.sequence_id} sequence={one} onOpen={() => open(one.sequence_id)} />
            ))}
          </ul>
        </Section>
      )}
      {asked && <NewSequence onClose={() => setAsked(false)} onDone={open} />}
    </Page>
  );
}

function Row({ sequence, onOpen }: { readonly sequence: Sequence; readonly onOpen: () => void }) {
  const version = sequence.current_version > 0 ? t('mail.seq.version', { version: sequence.current_version }) : t('mail.seq.noVersion');
  return (
    <li>
      <div className={rows.what}>
        <button type="button" className={css.open} onClick={onOpen}>
          {sequence.name}
        </button>
        <span>{[t(`mail.seq.status.${sequence.status}`), version].join(' · ')}</span>
      </div>
    </li>
  );
}
