import { useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { etagOf, newKey, type Page, type Versioned } from '../../api/client.ts';
import { changesAfter } from '../../api/changes.ts';
import { ConflictError, saveVersioned, type Save } from '../../api/conflict.ts';
import { changeRow } from '../../api/lists.ts';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { askMine, type Words } from '../../ui/Conflict.tsx';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { customInWords, tagsInWords } from './custom.ts';

/** What tells who or which company a record is: once it changed, it may be the same as another one. */
const telling = new Set(['name', 'company', 'email', 'additional_emails', 'phone', 'additional_phones', 'website', 'additional_websites', 'tax_number']);
/** What holds several things: two people may each add one. */
const merge = async () => {
  const { mergeValues, mergeWords } = await import('../../api/merge.ts');
  return { additional_emails: mergeWords, additional_phones: mergeWords, additional_websites: mergeWords, tags: mergeWords, custom: mergeValues };
};
const records = { accounts: 'account', contacts: 'contact', leads: 'lead' } as const;
type Told = { readonly duplicates?: readonly { readonly name: string }[] };

type Kind<T> = {
  readonly plural: 'accounts' | 'contacts' | 'leads';
  readonly title: string;
  readonly id: (row: T) => string;
  readonly name: (row: T) => string;
  readonly label: (field: keyof T & string) => string;
  readonly show: (field: keyof T & string, value: unknown) => string;
  readonly send: (id: string, patch: Partial<T>, etag: string, key: string) => Promise<Versioned<T>>;
  readonly fetch: (id: string) => Promise<Versioned<T>>;
};

/**
 * Changing a record in place, in a list or on its page: saved on the version it was read at, shown everywhere at once, with a
 * way back; asks first when somebody else changed the same fields.
 */
export function useRecord<T extends { readonly version: number }>(kind: Kind<T>) {
  const queries = useQueryClient();
  const { data: members } = useQuery(membersQuery);
  const words: Words<T> = {
    title: kind.title,
    label: kind.label,
    show: (field, value) => {
      if (value === null || value === undefined) return t('common.none');
      if (field === 'tags') return tagsInWords(queries, value as never) || t('common.none');
      if (field === 'custom') return customInWords(queries, records[kind.plural], value as never) || t('common.none');
      return field === 'owner_id' ? (members?.find((member) => member.member_id === String(value))?.name ?? t('common.conflict.somebodyElse')) : kind.show(field, value);
    },
    actor: (actor) => members?.find((member) => actor === `member:${member.member_id}`)?.name ?? t('common.conflict.somebodyElse'),
  };
  const settle = (answer: Versioned<T>) => {
    const id = kind.id(answer.value);
    queries.setQueryData(['crm', kind.plural, id], answer);
    queries.setQueriesData<InfiniteData<Page<T>>>({ queryKey: ['crm', kind.plural, 'list'] }, (pages) => pages && changeRow(pages, (row) => kind.id(row) === id, () => answer.value));
    void queries.invalidateQueries({ queryKey: ['crm', kind.plural, 'named'] });
    void queries.invalidateQueries({ queryKey: ['crm', kind.plural, id, 'duplicates'] });
    void queries.invalidateQueries({ queryKey: ['crm', kind.plural, 'of'] });
  };
  const save = async (row: T, patch: Partial<T>): Promise<T | null> => {
    const id = kind.id(row);
    try {
      const answer = await saveVersioned<T, Versioned<T>>({
        base: { value: row, etag: etagOf(row) },
        patch,
        merge: merge as unknown as NonNullable<Save<T, unknown>['merge']>,
        send: (changes, etag) => kind.send(id, changes, etag, newKey()),
        fetch: () => kind.fetch(id),
        changes: () => changesAfter('crm', id, row.version),
      });
      settle(answer);
      return answer.value;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const found = error as ConflictError<T>;
      settle(found.theirs);
      const again = await askMine(found, words);
      return again ? save(found.theirs.value, again) : null;
    }
  };
  const change = async (row: T, patch: Partial<T>): Promise<void> => {
    const saved = await save(row, patch);
    if (!saved) return;
    const before = Object.fromEntries(Object.keys(patch).map((field) => [field, row[field as keyof T] ?? null])) as Partial<T>;
    const same = Object.keys(patch).some((field) => telling.has(field)) ? (saved as Told).duplicates : undefined;
    const said = same?.length ? t('crm.record.duplicates', { name: kind.name(saved), others: listed(same.slice(0, 3).map((one) => one.name)) }) : t('crm.deal.saved', { name: kind.name(saved) });
    toast.done(said, () => void save(saved, before).catch(toast.failed));
  };
  return { change };
}
