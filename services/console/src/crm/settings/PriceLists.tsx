import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { soon } from '../../ui/soon.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { WithExport } from '../imports/Export.tsx';
import { changePriceList } from './change.ts';
import { OutOfUse } from './OutOfUse.tsx';
import { priceListsQuery, type PriceList } from './queries.ts';
import css from './settings.module.css';

const PriceListDialog = soon(() => import('./PriceListDialog.tsx'), 'PriceListDialog');

/** Prices that some clients get: what the lists are, and which one holds for whoever has none. */
export function PriceLists() {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:settings:manage');
  const { data = [], error, refetch } = useQuery(priceListsQuery);
  const [asked, setAsked] = useState<PriceList | 'new'>();
  const refresh = () => void queries.invalidateQueries({ queryKey: priceListsQuery.queryKey });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  const archive = (list: PriceList) =>
    changePriceList(list, { archived: true, is_default: false }).then((after) => {
      refresh();
      if (!after) return;
      const back = { archived: false, is_default: list.is_default };
      toast.done(t('crm.settings.archived', { name: list.name }), () => void changePriceList(after, back).then(refresh, toast.failed));
    }, toast.failed);
  const inUse = data.filter((one) => !one.archived);
  return (
    <Section
      title={t('crm.priceList.lists')}
      aside={
        <WithExport rows={data.length} list="price-lists">
          {canWrite && (
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
              {t('crm.priceList.new')}
            </Button>
          )}
        </WithExport>
      }
    >
      {inUse.length === 0 && <p className={css.sub}>{t('crm.priceList.nothing')}</p>}
      <ul className={css.items}>
        {inUse.map((list) => (
          <li key={list.price_list_id}>
            <span className={css.what}>
              {list.name} {list.is_default && <StateBadge tone="neutral">{t('crm.priceList.default')}</StateBadge>}
              <span className={css.sub}>{list.discount_percent ? t('crm.priceList.off', { percent: percent(list.discount_percent, 2) }) : t('crm.priceList.own')}</span>
            </span>
            {canWrite && (
              <span className={css.tools}>
                <ActionIcon size={28} aria-label={t('crm.settings.edit', { name: list.name })} onClick={() => setAsked(list)}>
                  <IconPencil size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon size={28} aria-label={t('crm.settings.archive', { name: list.name })} onClick={() => void archive(list)}>
                  <IconArchive size={16} aria-hidden />
                </ActionIcon>
              </span>
            )}
          </li>
        ))}
      </ul>
      {canWrite && (
        <OutOfUse items={data.filter((one) => one.archived).map((one) => ({ id: one.price_list_id, name: one.name, restore: () => changePriceList(one, { archived: false }) }))} onRestored={refresh} />
      )}
      {asked && <PriceListDialog {...(asked === 'new' ? {} : { list: asked })} onClose={() => setAsked(undefined)} onSaved={refresh} />}
    </Section>
  );
}
