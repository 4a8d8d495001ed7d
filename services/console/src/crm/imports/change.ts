/* What is done with an import: on what was seen of it, and brought together with what others said of its columns, or asked about. */
import { etagOf } from '../../api/client.ts';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { meeting, memberName, type Fields } from '../../ui/meeting.tsx';
import { fetchImport, putSettings, type Import, type Settings } from './data.ts';
import { fieldLabel } from './words.ts';

const fetch = async ({ import_id }: Import) => {
  const value = await fetchImport(import_id);
  return { value, etag: etagOf(value) };
};
const yesNo = (is: boolean) => t(is ? 'crm.field.yes' : 'crm.field.no');

/** Does something with it. That it has got on meanwhile does not stand in the way; null when something else does and is kept. */
export const doWith = <R>(one: Import, label: string, can: (now: Import) => boolean, send: (one: Import, etag: string, key: string) => Promise<R>): Promise<R | null> =>
  meeting.act<Import, R>({
    service: 'crm',
    id: one.import_id,
    title: one.file_name,
    fields: {
      status: { label: t('imports.crm.status'), show: (status) => t(`imports.crm.status.${status}`) },
      kind: { label: t('imports.crm.kind'), show: (kind) => t(`imports.crm.kind.${kind}`) },
      settings: { label: t('imports.crm.columns'), show: columnsOf },
    },
    base: { value: one, etag: etagOf(one) },
    label,
    can,
    upon: ['status', 'kind', 'settings'],
    send: (etag, key) => send(one, etag, key),
    fetch: () => fetch(one),
  });

/** What its columns and values mean. Null when what somebody else said meanwhile is kept. */
export const saveSettings = (one: Import, settings: Settings): Promise<Import | null> => {
  const fields: Fields<Settings> = {
    columns: { label: t('imports.crm.columns'), show: (columns) => columnsOf({ columns }) },
    existing: { label: t('imports.crm.existing'), show: (existing) => t(`imports.crm.existing.${existing}`) },
    owner_id: { label: t('imports.crm.owner'), show: memberName },
    currency: { label: t('imports.crm.currency') },
    source: { label: t('imports.crm.source') },
    won_deals: { label: t('imports.crm.won'), show: (won) => t(`imports.crm.won.${won}`) },
    vat_rate: { label: t('imports.crm.vat') },
    key_prefix: { label: t('imports.crm.prefix') },
    empty_words: { label: t('imports.crm.empty'), show: (words) => words.join(', ') },
    make_missing: { label: t('imports.crm.make'), show: yesNo },
  };
  return meeting.save<Settings, Import>({
    service: 'crm',
    id: one.import_id,
    title: one.file_name,
    fields,
    base: { value: one.settings, etag: etagOf(one) },
    patch: settings,
    whole: true,
    merge: async () => {
      const { mergeValues } = await import('../../api/merge.ts');
      type Columns = Settings['columns'];
      const byPlace = (all: Columns): Readonly<Record<string, Columns[number]>> => Object.fromEntries(all.entries());
      // Columns are told apart by their places in the file.
      const columns = (before: Columns, mine: Columns, theirs: Columns) => {
        const { value, clash } = mergeValues(byPlace(before), byPlace(mine), byPlace(theirs));
        return { value: Object.values(value), clash };
      };
      return { columns };
    },
    send: (all, etag, key) => putSettings(one, all as Settings, etag, key),
    fetch: async () => {
      const now = await fetch(one);
      return { value: now.value.settings, etag: now.etag };
    },
  });
};

function columnsOf({ columns }: Pick<Settings, 'columns'>): string {
  return listed(columns.flatMap((rule) => (rule.field ? [fieldLabel(rule.field)] : [])));
}
