import { ActionIcon, Button, Select } from '@mantine/core';
import { IconArrowMerge, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { WithExport } from '../imports/Export.tsx';
import parts from '../parts/parts.module.css';
import { NameDialog } from './NameDialog.tsx';
import { changeTag, mergeTag } from './change.ts';
import { makeTag, tagsQuery, type Tag } from './queries.ts';
import css from './settings.module.css';
import { TagName } from './TagName.tsx';

const colors = ['gray', 'blue', 'green', 'yellow', 'red', 'purple'] as const;
const colorOf = (value: string) => colors.find((color) => color === value) ?? 'gray';

/** The words records are sorted by: renamed and merged here, for every record at once. */
export function Tags() {
  const queries = useQueryClient();
  const may = useMay();
  const canManage = may('crm:settings:manage');
  const { data, error, refetch } = useQuery(tagsQuery);
  const [asked, setAsked] = useState<Tag | 'new'>();
  const [merging, setMerging] = useState<Tag>();
  const [into, setInto] = useState<string | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['crm'] });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  const tags = data ?? [];
  const merge = (tag: Tag, target: string) =>
    mergeTag(tag, target).then((after) => {
      setMerging(undefined);
      refresh();
      if (after) toast.done(t('crm.tag.merged', { name: tag.name, into: tags.find((one) => one.tag_id === target)?.name ?? '' }));
    }, toast.failed);
  return (
    <Section
      title={t('crm.settings.tags')}
      aside={
        <WithExport rows={data?.length} list="tags">
          {may('crm:deal:write') && (
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
              {t('crm.tag.new')}
            </Button>
          )}
        </WithExport>
      }
    >
      {data?.length === 0 && <p className={parts.hint}>{t('crm.tag.nothing')}</p>}
      <ul className={css.items}>
        {tags.map((tag) => (
          <li key={tag.tag_id}>
            <span className={css.what}>
              <TagName tag={tag} />
            </span>
            {canManage && (
              <span className={css.tools}>
                <ActionIcon size={28} aria-label={t('crm.settings.edit', { name: tag.name })} onClick={() => setAsked(tag)}>
                  <IconPencil size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size={28}
                  aria-label={t('crm.tag.merge', { name: tag.name })}
                  disabled={tags.length < 2}
                  onClick={() => {
                    setInto(null);
                    setMerging(tag);
                  }}
                >
                  <IconArrowMerge size={16} aria-hidden />
                </ActionIcon>
              </span>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <NameDialog
          title={asked === 'new' ? t('crm.tag.new') : t('crm.settings.edit', { name: asked.name })}
          form={`crm.tag.${asked === 'new' ? 'new' : asked.tag_id}`}
          name={asked === 'new' ? '' : asked.name}
          choice={{ label: t('crm.tag.color'), value: asked === 'new' ? 'gray' : asked.color, options: colors.map((value) => ({ value, label: t(`crm.color.${value}`) })) }}
          save={(name, color, key) => (asked === 'new' ? makeTag({ name, color: colorOf(color) }, key) : changeTag(asked, { name, color: colorOf(color) }, key))}
          onClose={() => setAsked(undefined)}
          onSaved={refresh}
        />
      )}
      {merging && (
        <Dialog title={t('crm.tag.merge', { name: merging.name })} onClose={() => setMerging(undefined)}>
          <div className={parts.stack}>
            <p className={parts.hint}>{t('crm.tag.mergeTells')}</p>
            <Select
              label={t('crm.tag.into')}
              data-autofocus
              data={tags.filter((one) => one.tag_id !== merging.tag_id).map((one) => ({ value: one.tag_id, label: one.name }))}
              value={into}
              onChange={setInto}
            />
            <Button style={{ justifySelf: 'start' }} disabled={!into} onClick={() => into && void merge(merging, into)}>
              {t('crm.tag.doMerge')}
            </Button>
          </div>
        </Dialog>
      )}
    </Section>
  );
}
