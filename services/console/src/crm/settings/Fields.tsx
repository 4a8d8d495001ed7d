import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { WithExport } from '../imports/Export.tsx';
import parts from '../parts/parts.module.css';
import { archivedFieldsQuery } from './archived.ts';
import { changeField } from './change.ts';
import { moved, place } from './moved.ts';
import { OrderedList } from './OrderedList.tsx';
import { OutOfUse } from './OutOfUse.tsx';
import { fieldsQuery, type Field, type FieldRecord } from './queries.ts';
import css from './settings.module.css';
import { soon } from '../../ui/soon.ts';

const FieldDialog = soon(() => import('./FieldDialog.tsx'), 'FieldDialog');
const records = ['lead', 'deal', 'account', 'contact'] as const;

/** What the organisation wants to know of its records beyond what every one says. */
export function Fields() {
  return (
    <div className={parts.stack}>
      {records.map((record) => (
        <FieldsOf key={record} record={record} />
      ))}
    </div>
  );
}

function FieldsOf({ record }: { readonly record: FieldRecord }) {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:settings:manage');
  const query = fieldsQuery(record);
  const { data, error, refetch } = useQuery(query);
  const { data: archived = [] } = useQuery({ ...archivedFieldsQuery(record), enabled: canWrite });
  const [asked, setAsked] = useState<Field | 'new'>();
  const refresh = () => void queries.invalidateQueries({ queryKey: ['crm', 'custom_fields'] });
  const title = t(`crm.field.of.${record}`);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  const fields = data ?? [];
  const move = async (from: number, to: number) => {
    const order = moved(fields, from, to);
    queries.setQueryData(query.queryKey, order);
    await place(order, changeField);
  };
  const archive = (field: Field) =>
    changeField(field, { archived: true }).then((after) => {
      refresh();
      if (after) toast.done(t('crm.settings.archived', { name: field.name }), () => void changeField(after, { archived: false }).then(refresh, toast.failed));
    }, toast.failed);
  return (
    <Section
      title={title}
      aside={
        <WithExport rows={data?.length} list="custom-fields" query={{ record }}>
          {canWrite && (
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
              {t('crm.field.new')}
            </Button>
          )}
        </WithExport>
      }
    >
      {data?.length === 0 && <p className={parts.hint}>{t('crm.field.nothing')}</p>}
      <OrderedList
        label={title}
        {...(canWrite ? { onMove: (from: number, to: number) => void move(from, to).catch(toast.failed).finally(refresh) } : {})}
        items={fields.map((field) => ({
          id: field.field_id,
          name: field.name,
          content: (
            <>
              <span className={css.what}>
                {field.name}
                <span className={css.sub}>{[t(`crm.field.kind.${field.kind}`), ...(field.required ? [t('crm.field.required')] : []), ...field.choices.slice(0, 8)].join(' · ')}</span>
              </span>
              {canWrite && (
                <span className={css.tools}>
                  <ActionIcon size={28} aria-label={t('crm.settings.edit', { name: field.name })} onClick={() => setAsked(field)}>
                    <IconPencil size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon size={28} aria-label={t('crm.settings.archive', { name: field.name })} onClick={() => void archive(field)}>
                    <IconArchive size={16} aria-hidden />
                  </ActionIcon>
                </span>
              )}
            </>
          ),
        }))}
      />
      <OutOfUse items={archived.map((one) => ({ id: one.field_id, name: one.name, restore: () => changeField(one, { archived: false }) }))} onRestored={refresh} />
      {asked && <FieldDialog record={record} {...(asked === 'new' ? {} : { field: asked })} onClose={() => setAsked(undefined)} onSaved={refresh} />}
    </Section>
  );
}
