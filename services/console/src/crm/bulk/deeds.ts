/* What is done to many records of any kind. */
import { t } from '../../i18n/index.ts';
import type { Tag } from '../settings/queries.ts';
import type { Deed } from './Bulk.tsx';

type Owner = { readonly kind: 'change_owner'; readonly owner_id: string | null };
type Tagged = { readonly kind: 'add_tag' | 'remove_tag'; readonly tag_id: string };
const nobody = 'nobody';

/** Somebody else looks after them, or nobody. */
export const memberDeed = (members: readonly { readonly member_id: string; readonly name: string }[]): Deed<Owner> => ({
  kind: 'change_owner',
  label: t('crm.bulk.change_owner'),
  options: [...members.map((one) => ({ value: one.member_id, label: one.name })), { value: nobody, label: t('crm.bulk.nobody') }],
  action: ({ choice }) => ({ kind: 'change_owner', owner_id: choice === nobody ? null : choice }),
});

/** They get a tag, or lose it. */
export const tagDeeds = (tags: readonly Tag[]): Deed<Tagged>[] =>
  (['add_tag', 'remove_tag'] as const).map((kind) => ({
    kind,
    label: t(`crm.bulk.${kind}`),
    options: tags.map((one) => ({ value: one.tag_id, label: one.name })),
    action: ({ choice }) => ({ kind, tag_id: choice }),
  }));
