import { Checkbox, Radio, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { membersQuery } from '../deals/queries.ts';
import type { Kind, Settings } from './data.ts';
import css from './imports.module.css';

/** What may become of deals that were won elsewhere, what is proposed first. */
const wonDeals = ['history', 'win', 'leave_out'] as const satisfies readonly NonNullable<Settings['won_deals']>[];

type Props = { readonly kind: Kind; readonly settings: Settings; readonly onChange: (next: Settings) => void };

/** What is done with what is known already, and what counts where a row says nothing. */
export function Options({ kind, settings, onChange }: Props) {
  const { data: members } = useQuery(membersQuery);
  const set = (patch: Partial<Settings>) => onChange({ ...settings, ...patch });
  const written = (value: string) => value.trim() || null;
  return (
    <div className={css.fields}>
      <Select
        label={t('imports.crm.existing')}
        description={kind === 'deals' ? t('imports.crm.existing.deals') : undefined}
        data={(['skip', 'fill', 'create'] as const).map((value) => ({ value, label: t(`imports.crm.existing.${value}`) }))}
        value={settings.existing ?? 'skip'}
        onChange={(value) => value && set({ existing: value as NonNullable<Settings['existing']> })}
        allowDeselect={false}
      />
      <Select
        label={t(kind === 'activities' ? 'imports.crm.author' : 'imports.crm.owner')}
        placeholder={t(kind === 'activities' ? 'imports.crm.author.none' : 'imports.crm.owner.none')}
        data={members?.map((member) => ({ value: member.member_id, label: member.name })) ?? []}
        value={settings.owner_id ?? null}
        onChange={(value) => set({ owner_id: value })}
        searchable
        clearable
      />
      {kind !== 'contacts' && kind !== 'activities' && (
        <TextInput label={t('imports.crm.currency')} placeholder={t('imports.crm.currency.own')} maxLength={3} value={settings.currency ?? ''} onChange={(event) => set({ currency: written(event.currentTarget.value.toUpperCase()) })} />
      )}
      {kind === 'leads' && <TextInput label={t('imports.crm.source')} maxLength={200} value={settings.source ?? ''} onChange={(event) => set({ source: event.currentTarget.value || null })} />}
      {kind === 'deals' && (
        <Radio.Group
          className={css.wide}
          label={t('imports.crm.won')}
          value={settings.won_deals ?? 'leave_out'}
          onChange={(value) => set({ won_deals: value as NonNullable<Settings['won_deals']> })}
        >
          {wonDeals.map((value) => (
            <Radio key={value} mt={8} value={value} label={t(`imports.crm.won.${value}`)} description={t(`imports.crm.won.${value}.hint`)} />
          ))}
        </Radio.Group>
      )}
      {kind === 'deals' && settings.won_deals === 'win' && <TextInput label={t('imports.crm.vat')} inputMode="decimal" value={settings.vat_rate ?? ''} onChange={(event) => set({ vat_rate: written(event.currentTarget.value) })} />}
      <TextInput label={t('imports.crm.prefix')} description={t('imports.crm.prefix.hint')} maxLength={20} value={settings.key_prefix ?? ''} onChange={(event) => set({ key_prefix: event.currentTarget.value.trim() })} />
      <TextInput
        label={t('imports.crm.empty')}
        description={t('imports.crm.empty.hint')}
        value={(settings.empty_words ?? []).join(', ')}
        onChange={(event) => set({ empty_words: event.currentTarget.value.split(',').map((word, index) => (index === 0 ? word.trimStart() : word.trim())) })}
      />
      {(kind === 'contacts' || kind === 'deals' || kind === 'accounts') && (
        <Checkbox label={t('imports.crm.make')} checked={settings.make_missing} onChange={(event) => set({ make_missing: event.currentTarget.checked })} />
      )}
    </div>
  );
}
