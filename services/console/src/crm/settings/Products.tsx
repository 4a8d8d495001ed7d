import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listed, money, percent, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useList } from '../../ui/useList.ts';
import { Export } from '../imports/Export.tsx';
import file from '../../ui/export.module.css';
import { currencies } from '../parts/currencies.ts';
import { productSorts, sortedBy } from '../parts/sorts.ts';
import { settingsRoute } from '../routes.ts';
import { useViews } from '../../shell/views/useViews.tsx';
import { billings, productsQuery, readProducts, type ProductSearch } from './products.ts';
import { changeProduct } from './change.ts';
import type { Product } from './queries.ts';
import { PriceLists } from './PriceLists.tsx';
import css from './settings.module.css';
import { soon } from '../../ui/soon.ts';

const ProductDialog = soon(() => import('./ProductDialog.tsx'), 'ProductDialog');

/** The standard prices that hold on a day. */
export const pricesOn = (product: Product, day: string) =>
  product.prices.filter((price) => !price.price_list_id && price.valid_from <= day && (!price.valid_to || day <= price.valid_to)).map((price) => price.amount);

/** What is sold, and for how much. */
export function Products() {
  const search = readProducts(settingsRoute.useSearch());
  const navigate = useNavigate({ from: settingsRoute.fullPath });
  const queries = useQueryClient();
  const canWrite = useMay()('crm:settings:manage');
  const list = useList(productsQuery(search));
  const [asked, setAsked] = useState<Product | 'new'>();
  const setSearch = (patch: Partial<ProductSearch>) => void navigate({ search: ((before: object) => ({ ...before, ...patch })) as never, replace: 'q' in patch });
  const refresh = () => void queries.invalidateQueries({ queryKey: ['crm', 'products'] });
  const put = (product: Product, archived: boolean) =>
    changeProduct(product, { archived }).then((after) => {
      refresh();
      if (!after) return;
      const back = () => void changeProduct(after, { archived: !archived }).then(refresh, toast.failed);
      toast.done(t(archived ? 'crm.settings.archived' : 'crm.product.used', { name: product.name }), back);
    }, toast.failed);
  const filters: Filter[] = [
    { kind: 'text', name: 'q', label: t('crm.product.find') },
    { kind: 'choice', name: 'billing', label: t('crm.line.kind'), options: billings.map((value) => ({ value, label: t(`crm.billing.${value}`) })) },
    { kind: 'yes', name: 'archived', label: t('crm.product.archivedToo') },
    { kind: 'choice', more: true, name: 'currency', label: t('crm.product.currency'), options: currencies.map((value) => ({ value, label: value })) },
    { kind: 'text', more: true, name: 'min', label: t('crm.product.min') },
    { kind: 'text', more: true, name: 'max', label: t('crm.product.max') },
  ];
  const columns = productColumns(canWrite ? { edit: setAsked, put: (product, archived) => void put(product, archived) } : undefined);
  const { menu, arranged } = useViews({ list: 'products', name: 'crm.products', columns, filters, search, onShow: (view) => setSearch(view as Partial<ProductSearch>) });
  const hiding = activeLabels(filters, search);
  return (
    <>
      <Section
        title={t('crm.product.sold')}
        aside={
          <div className={file.beside}>
            <Export rows={list.rows.length} list="products" query={productsQuery(search).queryKey[3]} />
            {canWrite && (
              <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
                {t('crm.product.new')}
              </Button>
            )}
          </div>
        }
      >
        <div className={css.grid}>
          <FilterBar filters={filters} value={search} onChange={(patch) => setSearch(patch as Partial<ProductSearch>)}>
            {menu}
          </FilterBar>
          <DataGrid
            key={arranged}
            name="crm.products"
            label={t('crm.product.list')}
            columns={columns}
            list={list}
            rowId={(one) => one.product_id}
            rowName={(one) => one.name}
            sort={search.sort ?? 'name'}
            onSort={(sort) => setSearch({ sort: productSorts.find((one) => one === sort) })}
            {...(canWrite ? { onPeek: setAsked } : {})}
            empty={
              hiding.length > 0 ? (
                <Empty kind="filtered" filters={hiding} onClear={() => setSearch(clearing(filters))} />
              ) : (
                <p className={css.sub}>{t('crm.product.nothing')}</p>
              )
            }
          />
        </div>
        {asked && <ProductDialog {...(asked === 'new' ? {} : { product: asked })} onClose={() => setAsked(undefined)} onSaved={refresh} />}
      </Section>
      <PriceLists />
    </>
  );
}

type Tools = { readonly edit: (product: Product) => void; readonly put: (product: Product, archived: boolean) => void };

function productColumns(tools: Tools | undefined): Column<Product>[] {
  const priced = (one: Product) => {
    const prices = pricesOn(one, today());
    return prices.length > 0 ? `${listed(prices.map((price) => money(price)))} / ${one.unit}` : t('crm.product.noPrice');
  };
  return [
    {
      id: 'name',
      header: t('crm.settings.name'),
      width: 240,
      phone: 'title',
      sort: sortedBy('name'),
      cell: (one) => (
        <>
          {one.name} {one.archived && <StateBadge tone="neutral">{t('crm.product.archived')}</StateBadge>}
        </>
      ),
    },
    { id: 'code', header: t('crm.product.code'), width: 120, phone: 'detail', sort: sortedBy('code'), cell: (one) => one.code ?? '–' },
    { id: 'billing', header: t('crm.line.kind'), width: 150, phone: 'detail', sort: sortedBy('billing'), cell: (one) => t(`crm.billing.${one.billing}`) },
    { id: 'vat', header: t('crm.line.vatRate'), width: 110, align: 'end', sort: sortedBy('vat_rate'), cell: (one) => <span className="num">{percent(one.vat_rate, 2)}</span> },
    { id: 'price', header: t('crm.product.price'), width: 220, align: 'end', phone: 'figure', sort: sortedBy('price'), cell: (one) => <span className="num">{priced(one)}</span> },
    ...(tools
      ? [
          {
            id: 'tools',
            header: t('crm.product.tools'),
            width: 96,
            phone: 'state' as const,
            cell: (one: Product) => (
              <span className={css.tools}>
                <ActionIcon size={28} aria-label={t('crm.settings.edit', { name: one.name })} onClick={() => tools.edit(one)}>
                  <IconPencil size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon size={28} aria-label={t(one.archived ? 'crm.product.use' : 'crm.settings.archive', { name: one.name })} onClick={() => tools.put(one, !one.archived)}>
                  {one.archived ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />}
                </ActionIcon>
              </span>
            ),
          },
        ]
      : []),
  ];
}
