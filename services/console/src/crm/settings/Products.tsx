import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { newKey } from '../../api/client.ts';
import { listed, money, percent, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import parts from '../parts/parts.module.css';
import { archivedProductsQuery } from './archived.ts';
import { OutOfUse } from './OutOfUse.tsx';
import { productsQuery, updateProduct, type Product } from './queries.ts';
import css from './settings.module.css';

const ProductDialog = lazy(async () => ({ default: (await import('./ProductDialog.tsx')).ProductDialog }));

/** The prices that hold today. */
export const pricesOn = (product: Product, day: string) =>
  product.prices.filter((price) => price.valid_from <= day && (!price.valid_to || day <= price.valid_to)).map((price) => price.amount);

/** What is sold, and for how much. */
export function Products() {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:settings:manage');
  const { data, error, refetch } = useQuery(productsQuery);
  const { data: archived = [] } = useQuery({ ...archivedProductsQuery, enabled: canWrite });
  const [asked, setAsked] = useState<Product | 'new'>();
  const refresh = () => void queries.invalidateQueries({ queryKey: productsQuery.queryKey });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  const archive = (product: Product) =>
    updateProduct(product, { archived: true }, newKey()).then((after) => {
      refresh();
      toast.done(t('crm.settings.archived', { name: product.name }), () => void updateProduct(after, { archived: false }, newKey()).then(refresh, toast.failed));
    }, toast.failed);
  return (
    <Section
      title={t('crm.settings.products')}
      aside={
        canWrite && (
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
            {t('crm.product.new')}
          </Button>
        )
      }
    >
      {data?.length === 0 && <p className={parts.hint}>{t('crm.product.nothing')}</p>}
      <ul className={css.items}>
        {data?.map((product) => {
          const prices = pricesOn(product, today());
          return (
            <li key={product.product_id}>
              <span className={css.what}>
                {product.name}
                <span className={css.sub}>
                  {[...(product.code ? [product.code] : []), t(`crm.billing.${product.billing}`), t('crm.line.vat', { rate: percent(product.vat_rate, 2) })].join(' · ')}
                </span>
              </span>
              <span className="num">{prices.length > 0 ? `${listed(prices.map((price) => money(price)))} / ${product.unit}` : t('crm.product.noPrice')}</span>
              {canWrite && (
                <span className={css.tools}>
                  <ActionIcon size={28} aria-label={t('crm.settings.edit', { name: product.name })} onClick={() => setAsked(product)}>
                    <IconPencil size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon size={28} aria-label={t('crm.settings.archive', { name: product.name })} onClick={() => void archive(product)}>
                    <IconArchive size={16} aria-hidden />
                  </ActionIcon>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <OutOfUse items={archived.map((one) => ({ id: one.product_id, name: one.name, restore: () => updateProduct(one, { archived: false }, newKey()) }))} onRestored={refresh} />
      <Suspense fallback={null}>
        {asked && <ProductDialog {...(asked === 'new' ? {} : { product: asked })} onClose={() => setAsked(undefined)} onSaved={refresh} />}
      </Suspense>
    </Section>
  );
}
