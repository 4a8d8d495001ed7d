/* What is done to many records of any kind. */
import { t } from '../../i18n/index.ts';
import type { Tag } from '../settings/queries.ts';
import type { Deed } from './Bulk.tsx';

type Owner = { readonly kind: 'change_owner'; readonly owner_id: string | null };
type Tagged = { readonly kind: 'add_tag' | 'remove_tag'; readonly tag_id: string };
type Priced = { readonly kind: 'change_price_list'; readonly price_list_id: string | null };
const nobody = 'nobody';
const standard = 'default';

/** Somebody else looks after them, or nobody. */
export const memberDeed = (members: readonly { readonly member_id: string; readonly name: string }[]): Deed<Owner> => ({
  kind: 'change_owner',
  label: t('crm.bulk.change_owner'),
  options: [...members.map((one) => ({ value: one.member_id, label: one.name })), { value: nobody, label: t('crm.bulk.nobody') }],
  action: ({ choice }) => ({ kind: 'change_owner', owner_id: choice === nobody ? null : choice }),
});

/** They get the prices of a list, or of the default one. */
export const priceDeed = (lists: readonly { readonly price_list_id: string; readonly name: string }[]): Deed<Priced> => ({
  kind: 'change_price_list',
  label: t('crm.bulk.change_price_list'),
  options: [...lists.map((one) => ({ value: one.price_list_id, label: one.name })), { value: standard, label: t('crm.bulk.noPriceList') }],
  action: ({ choice }) => ({ kind: 'change_price_list', price_list_id: choice === standard ? null : choice }),
});

/** They get a tag, or lose it. */
export const tagDeeds = (tags: readonly Tag[]): Deed<Tagged>[] =>
  (['add_tag', 'remove_tag'] as const).map((kind) => ({
    kind,
    label: t(`crm.bulk.${kind}`),
    options: tags.map((one) => ({ value: one.tag_id, label: one.name })),
    action: ({ choice }) => ({ kind, tag_id: choice }),
  }));
