import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { newKey, type Schema, type Versioned } from '../../api/client.ts';
import { ConflictError } from '../../api/conflict.ts';
import { date, listed, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { askMine } from '../../ui/Conflict.tsx';
import { toast } from '../../ui/toasts.tsx';
import { dealQuery, membersQuery, type DealDetails } from '../deals/queries.ts';
import { customInWords, tagsInWords, whole } from '../parts/custom.ts';
import { baseOf, editOf, lineAnew, saveEdit, type DealBase, type DealEdit, type DealField } from './edit.ts';
import { lineInWords, type Line } from './lines.ts';

/** Shows what the service answered, and marks old what else shows this deal. */
export function settleDeal(queries: QueryClient, { value, etag }: Versioned<Schema<'DealView'>>): void {
  const own = dealQuery(value.deal_id).queryKey;
  queries.setQueryData<Versioned<DealDetails>>(own, (now) => now && { etag, value: { ...now.value, ...value } });
  void queries.invalidateQueries({ queryKey: ['crm', 'deals'] });
}

export type SaveDeal = (patch: Partial<DealEdit>, key?: string) => Promise<boolean>;

/**
 * Changing a deal on its page, on what is shown as this is called: an editor keeps what it was opened with. `saved` answers with the
 * newer version, or null when somebody else's was kept; `save` whether it was saved; `change` also offers to take it back. All ask
 * first when the same fields changed meanwhile.
 */
export function useDeal(shown: Versioned<DealDetails>) {
  const queries = useQueryClient();
  const { data: members } = useQuery(membersQuery);
  const memberName = (id: string | null | undefined) => members?.find((member) => member.member_id === id)?.name;
  const words = {
    title: t('names.crm.deal'),
    label: fieldLabel,
    show: (field: DealField, value: unknown) => shownValue(queries, field, value, memberName),
    actor: (actor: string) => memberName(actor.split(':')[1]) ?? t('common.conflict.somebodyElse'),
  };
  const saveOn = async (base: DealBase, patch: Partial<DealEdit>, key: string): Promise<Versioned<Schema<'DealView'>> | null> => {
    try {
      const all = patch.custom ? { ...patch, custom: whole(queries, 'deal', patch.custom) } : patch;
      const answer = await saveEdit(base, all, key);
      settleDeal(queries, answer);
      return answer;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const { theirs } = error as ConflictError<DealEdit>;
      const again = await askMine(error as ConflictError<DealEdit>, words);
      await queries.invalidateQueries({ queryKey: dealQuery(base.id).queryKey, exact: true });
      // On what the answer was given to: what came since is asked about again.
      return again ? saveOn({ id: base.id, ...theirs }, again, newKey()) : null;
    }
  };
  const saved = (patch: Partial<DealEdit>, key: string = newKey()) => saveOn(baseOf(shown), patch, key);
  const save: SaveDeal = async (patch, key) => (await saved(patch, key)) !== null;
  const change = async (patch: Partial<DealEdit>): Promise<void> => {
    const all = editOf(shown.value);
    const before = Object.fromEntries(Object.keys(patch).map((field) => [field, all[field as DealField]])) as Partial<DealEdit>;
    const answer = await saved(patch);
    if (!answer) return;
    toast.done(t('crm.deal.saved', { name: patch.name ?? shown.value.name }), () => {
      const newer = { etag: answer.etag, value: { ...shown.value, ...answer.value } };
      const lines = before.lines && asNew(before.lines, newer.value);
      saveOn(baseOf(newer), { ...before, ...(lines ? { lines } : {}) }, newKey()).catch(toast.failed);
    });
  };
  return { saved, save, change, memberName };
}

/** Lines that were taken out come back as new ones: their old ids are gone. */
const asNew = (lines: readonly Line[], now: DealDetails): Line[] =>
  lines.map((line) => (now.lines.some((one) => one.deal_line_id === line.deal_line_id) ? line : lineAnew(line)));

function fieldLabel(field: DealField): string {
  const labels: Record<DealField, string> = {
    name: t('crm.deal.name'),
    account_id: t('names.crm.account'),
    contact_id: t('names.crm.contact'),
    owner_id: t('crm.owner'),
    expected_close_on: t('crm.deal.expectedClose'),
    next_step: t('crm.next'),
    value: t('crm.deal.value'),
    lines: t('crm.deal.lines'),
    contacts: t('crm.people'),
    competitors: t('crm.competitors'),
    tags: t('crm.settings.tags'),
    custom: t('crm.settings.fields'),
    forecast_category: t('forecast.category'),
    judged_odds: t('forecast.chances.odds'),
    price_list_id: t('crm.priceList'),
  };
  return labels[field];
}

function shownValue(queries: QueryClient, field: DealField, value: unknown, memberName: (id: string) => string | undefined): string {
  if (value === null || value === undefined) return t('common.none');
  if (field === 'lines') return (value as DealEdit['lines']).map(lineInWords).join('\n') || t('common.none');
  if (field === 'competitors') return listed(value as string[]) || t('common.none');
  if (field === 'contacts') return listed((value as DealEdit['contacts']).map((one) => t(`crm.role.${one.role}`))) || t('common.none');
  if (field === 'tags') return tagsInWords(queries, value as DealEdit['tags']) || t('common.none');
  if (field === 'custom') return customInWords(queries, 'deal', value as DealEdit['custom']) || t('common.none');
  if (field === 'judged_odds') return `${(value as { odds_percent: number }).odds_percent}%`;
  if (field === 'forecast_category') return t(`forecast.category.${value as NonNullable<DealEdit['forecast_category']>}`);
  if (field === 'next_step') return (value as { text: string }).text;
  if (field === 'value') return money(value as DealEdit['value']);
  if (field === 'expected_close_on') return date(String(value));
  if (field === 'owner_id') return memberName(String(value)) ?? String(value);
  return String(value);
}
