import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { forgottenRoute } from '../routes.ts';
import { changeDeal, forgottenQuery, forgottenSorts, reasons, type Forgotten, type ForgottenFilters, type ForgottenRules } from '../talk/data.ts';
import css from '../talk/talk.module.css';
import { ForgottenRow } from './ForgottenRow.tsx';

const RulesDialog = lazy(async () => ({ default: (await import('./RulesDialog.tsx')).RulesDialog }));

/** What the address says, where it makes sense; it is checked here, since the words do not come with the frame. */
const filtersOf = ({ owner, reason, sort }: { owner?: string | undefined; reason?: string | undefined; sort?: string | undefined }): ForgottenFilters => ({
  owner,
  reason: reasons.find((one) => one === reason),
  sort: forgottenSorts.find((one) => one === sort),
});

/** Open deals that nobody looks after: why, and the quick ways to mend it. */
export function ForgottenPage() {
  const search = forgottenRoute.useSearch();
  const navigate = useNavigate({ from: forgottenRoute.fullPath });
  const may = useMay();
  const { member_id } = useSession();
  const queries = useQueryClient();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(forgottenQuery(filtersOf(search)));
  const { data: members } = useQuery(membersQuery);
  const box = useRef<HTMLUListElement>(null);
  const [asking, setAsking] = useState(false);
  const setSearch = (patch: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...patch }) });
  const step = (by: number) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const now = all.findIndex((one) => one.contains(document.activeElement));
    all[Math.min(all.length - 1, Math.max(0, now + by))]?.focus();
  };
  useCommands('forgotten', t('names.crm.forgotten'), [
    { id: 'forgotten.down', label: t('talk.day.down'), keys: 'j', quiet: true, run: () => step(1) },
    { id: 'forgotten.up', label: t('talk.day.up'), keys: 'k', quiet: true, run: () => step(-1) },
  ]);
  const first = data?.pages[0] as { total?: number; counts?: { reason: string; count: number }[]; rules?: ForgottenRules } | undefined;
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const counted = (reason: string) => first?.counts?.find((one) => one.reason === reason)?.count ?? 0;
  const filters: Filter[] = [
    { kind: 'choice', name: 'reason', label: t('talk.forgotten.reason'), options: reasons.map((value) => ({ value, label: `${t(`talk.forgotten.reason.${value}`)} (${counted(value)})` })) },
    { kind: 'choice', name: 'owner', label: t('crm.owner'), options: members?.map((one) => ({ value: one.member_id, label: one.name })) ?? [] },
    { kind: 'choice', name: 'sort', label: t('talk.forgotten.sort'), options: forgottenSorts.map((value) => ({ value, label: t(`talk.forgotten.sort.${value}`) })) },
  ];
  const change = async (row: Forgotten, body: Parameters<typeof changeDeal>[1], said: string) => {
    await changeDeal(row, body);
    toast.done(said);
    await queries.invalidateQueries({ queryKey: ['crm', 'deals'] });
  };
  const canWrite = may('crm:deal:write');
  const hidden = activeLabels(filters, search).filter((label) => label !== t('talk.forgotten.sort'));
  const changeRules = first?.rules && may('identity:organization:manage') && (
    <Button variant="default" onClick={() => setAsking(true)}>
      {t('talk.forgotten.rulesChange')}
    </Button>
  );
  return (
    <Page title={t('names.crm.forgotten')} count={first?.total === undefined ? undefined : t('talk.forgotten.count', { count: first.total })} action={changeRules}>
      <FilterBar filters={filters} value={search} onChange={setSearch} />
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {isPending && <Waiting columns={3} label={t('names.crm.forgotten')} />}
      {data && rows.length === 0 && (hidden.length > 0 ? <Empty kind="filtered" filters={hidden} onClear={() => setSearch(clearing(filters))} /> : <Empty kind="nothing" title={t('talk.forgotten.nothing')} what={t('talk.forgotten.what')} />)}
      {rows.length > 0 && (
        <Section title={t('names.crm.deals.title')} aside={first?.rules && <p className={css.hint}>{t('talk.forgotten.rules', { stale: first.rules.stale_after_days, quiet: first.rules.quiet_after_days })}</p>}>
          <ul className={css.rows} ref={box}>
            {rows.map((row) => (
              <ForgottenRow
                key={row.deal_id}
                row={row}
                canWrite={canWrite}
                onStep={(next_step) => change(row, { next_step }, t('talk.forgotten.stepSaved', { name: row.name }))}
                onTake={canWrite && member_id && member_id !== row.owner_id ? () => void change(row, { owner_id: member_id }, t('talk.forgotten.taken', { name: row.name })).catch(toast.failed) : undefined}
              />
            ))}
          </ul>
        </Section>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
      <Suspense fallback={null}>{asking && first?.rules && <RulesDialog rules={first.rules} onClose={() => setAsking(false)} />}</Suspense>
    </Page>
  );
}
