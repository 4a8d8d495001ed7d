import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { importQuery, isAtWork, isDraft, type Import } from './data.ts';
import css from './imports.module.css';
import { Progress } from './Progress.tsx';
import { tones } from './words.ts';
import { later } from '../../ui/soon.ts';

// Choosing columns needs selects by the dozen; watching and reading does not.
const Mapping = later(() => import('./Mapping.tsx'), 'Mapping');
const Outcomes = later(() => import('./Outcomes.tsx'), 'Outcomes');

type Props = { readonly id: string; readonly onLeave: () => void };

/** One file on its way: what its columns mean, what would become of its rows, what did, and back. */
export function ImportSteps({ id, onLeave }: Props) {
  const queries = useQueryClient();
  const mayImport = useMay()('crm:import');
  const { data, error, refetch } = useQuery(importQuery(id));
  const was = useRef<Import['status']>(undefined);
  const [dirty, setDirty] = useState(false);
  // What it made is in other lists, too.
  useEffect(() => {
    if (was.current && data && was.current !== data.status && !isAtWork(data)) void queries.invalidateQueries({ queryKey: ['crm'] });
    was.current = data?.status;
  }, [data, queries]);
  const back = (
    <Button variant="subtle" size="xs" onClick={onLeave}>
      {t('imports.crm.all')}
    </Button>
  );
  if (error && !data)
    return (
      <Page title={t('names.crm.imports')} lead={back}>
        <Failure error={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (!data)
    return (
      <Page title={t('names.crm.imports')} lead={back}>
        <Waiting columns={4} label={t('names.crm.imports')} />
      </Page>
    );
  const show = (next: Import) => queries.setQueryData(importQuery(id).queryKey, next);
  const waiting = <Waiting columns={4} label={data.file_name} />;
  const draft = isDraft(data);
  return (
    <Page
      title={data.file_name}
      count={t('imports.crm.count', { count: data.rows })}
      lead={
        <span className={css.state}>
          <StateBadge tone={tones[data.status]}>{t(`imports.crm.status.${data.status}`)}</StateBadge>
          <span>{data.format === 'table' ? t(`imports.crm.kind.${data.kind}`) : t('imports.crm.from', { kind: t(`imports.crm.kind.${data.kind}`), format: t(`imports.crm.format.${data.format}`) })}</span>
          {back}
        </span>
      }
    >
      {isAtWork(data) && <Progress one={data} mayImport={mayImport} onChanged={show} />}
      {data.status !== 'draft' && <Outcomes one={data} mayImport={mayImport} dirty={draft && dirty} onChanged={show} meanwhile={waiting} />}
      {draft && mayImport && <Mapping key={`${data.reading.encoding} ${data.reading.separator} ${data.kind} ${data.columns.length}`} one={data} onChanged={show} onDirty={setDirty} onLeave={onLeave} meanwhile={waiting} />}
      <p className="hidden" role="status">{`${t(`imports.crm.status.${data.status}`)} ${number(data.done, 0)}`}</p>
    </Page>
  );
}
