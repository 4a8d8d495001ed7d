import { Button } from '@mantine/core';
import { IconCheck, IconArrowBackUp, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { lazyPart, soonPart } from '../../shell/lazy.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { useMay, useSession } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { accountQuery } from '../accounts/queries.ts';
import { statusTone } from '../deals/columns.tsx';
import { dealQuery, type DealDetails } from '../deals/queries.ts';
import { CustomFacts } from '../parts/CustomFacts.tsx';
import parts from '../parts/parts.module.css';
import { dealRoute } from '../routes.ts';
import { firstPlanned, followUpsQuery } from '../talk/data.ts';
import { Chain } from './Chain.tsx';
import css from './deal.module.css';
import { DealFacts } from './DealFacts.tsx';
import { History } from './History.tsx';
import { Lines } from './Lines.tsx';
import { NextStep } from './NextStep.tsx';
import { People } from './People.tsx';
import { StagePath } from './StagePath.tsx';
import { useDeal } from './useDeal.ts';
import { useHeard } from './useHeard.ts';
import { soon } from '../../ui/soon.ts';

const Chances = lazyPart(['crm', 'forecast'], () => import('./Chances.tsx'), 'Chances');
const Timeline = lazyPart('talk', () => import('../talk/Timeline.tsx'), 'Timeline');
const Files = lazyPart('talk', () => import('../talk/Files.tsx'), 'Files');
const Quotes = lazyPart('quotes', () => import('../quotes/Quotes.tsx'), 'Quotes');
const HandOver = soonPart('talk', () => import('../talk/HandOver.tsx'), 'HandOver');
const dialogs = () => import('./CloseDialogs.tsx');
const WinDialog = soon(dialogs, 'WinDialog');
const LoseDialog = soon(dialogs, 'LoseDialog');
const ReopenDialog = soon(dialogs, 'ReopenDialog');

/** A deal: where it stands, what is sold, and what became of it. */
export function DealPage() {
  const { id } = dealRoute.useParams();
  const { data, error, refetch } = useQuery(dealQuery(id));
  const heard = useHeard(id, data?.value);
  if (data) return <Loaded shown={data} heard={heard} />;
  return (
    <Page title={t('names.crm.deal')} back={<Back />}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Waiting columns={3} label={t('names.crm.deal')} />}
    </Page>
  );
}

const Back = () => (
  <Link to="/crm/deals" search={{} as never}>
    {t('names.crm.deals.title')}
  </Link>
);

function Loaded({ shown, heard }: { readonly shown: Versioned<DealDetails>; readonly heard: ReturnType<typeof useHeard> }) {
  const deal = shown.value;
  const may = useMay();
  const { member_id } = useSession();
  const [asked, setAsked] = useState<'win' | 'lose' | 'reopen'>();
  const [handed, setHanded] = useState<{ readonly from: string | null; readonly to: string }>();
  const { save, change, memberName } = useDeal(shown);
  const { data: account } = useQuery({ ...accountQuery(deal.account_id ?? ''), enabled: Boolean(deal.account_id) });
  const open = deal.status === 'open';
  const { data: planned } = useQuery({ ...followUpsQuery({ kind: 'deal', id: deal.deal_id }), enabled: open });
  const canWrite = may('crm:deal:write') && open;
  const canClose = may('crm:deal:close');
  useCommands('deal', deal.name, [
    ...(canClose && open
      ? [
          { id: 'deal.win', label: t('crm.win.title', { name: deal.name }), run: () => setAsked('win') },
          { id: 'deal.lose', label: t('crm.lose.title', { name: deal.name }), run: () => setAsked('lose') },
        ]
      : []),
    ...(canClose && !open ? [{ id: 'deal.reopen', label: t('crm.reopen.title', { name: deal.name }), run: () => setAsked('reopen') }] : []),
  ]);
  const { do: asks, after } = dealRoute.useSearch();
  const navigate = useNavigate({ from: dealRoute.fullPath });
  const answered = () => {
    if (asks === 'line') setAsked(after);
    void navigate({ search: (before) => ({ ...before, do: undefined, after: undefined }), replace: true });
  };
  const close = { deal, etag: shown.etag, onClose: () => setAsked(undefined) };
  return (
    <Page
      title={deal.name}
      back={<Back />}
      lead={
        <>
          <StateBadge tone={statusTone[deal.status]}>{open ? deal.stage_name : t(`crm.status.${deal.status}`)}</StateBadge>
          <span className={css.lead}>
            {account && deal.account_id && (
              <>
                <RecordLink kind="account" id={deal.account_id}>
                  {account.value.name}
                </RecordLink>
                {' · '}
              </>
            )}
            {memberName(deal.owner_id)}
          </span>
        </>
      }
      action={
        canClose &&
        (open ? (
          <>
            <Button variant="default" leftSection={<IconX size={16} aria-hidden />} onClick={() => setAsked('lose')}>
              {t('crm.lose.short')}
            </Button>
            <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setAsked('win')}>
              {t('crm.win.short')}
            </Button>
          </>
        ) : (
          <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setAsked('reopen')}>
            {t('crm.reopen.short')}
          </Button>
        ))
      }
    >
      <div className={css.summary}>
        <dl className={parts.figures}>
          <div>
            <dt>{t('crm.deal.value')}</dt>
            <dd>
              <Figure
                value={deal.value}
                label={t('crm.deal.valueOf', { name: deal.name })}
                explain={may('reporting:read') && deal.status !== 'lost' && !deal.won_elsewhere ? { account: open ? 'pipeline' : 'order_book', deal_id: deal.deal_id } : undefined}
              />
            </dd>
          </div>
          <div>
            <dt>{t('crm.deal.odds')}</dt>
            <dd className="num">{percent(deal.odds_percent, 0)}</dd>
          </div>
        </dl>
        <StagePath shown={shown} canMove={canWrite} />
        {open && deal.next_step !== undefined && (
          <NextStep step={deal.next_step} planned={firstPlanned(planned)} canWrite={canWrite} onSave={(next_step) => change({ next_step })} />
        )}
      </div>
      {deal.status === 'won' || deal.delivery ? <Chain deal={deal} heard={heard} /> : null}
      <div className={parts.columns}>
        <div className={parts.stack}>
          <Lines deal={deal} etag={shown.etag} canWrite={canWrite} save={save} change={change} adding={asks === 'line'} onAdded={answered} />
          <Quotes dealId={deal.deal_id} canWrite={canWrite} asked={asks === 'quote'} onAsked={answered} />
          <Timeline subject={{ kind: 'deal', id: deal.deal_id }} />
        </div>
        <div className={`${parts.stack} ${parts.aside}`}>
          <Section title={t('crm.deal.facts')}>
            <DealFacts deal={deal} canWrite={canWrite} canAssign={may('crm:deal:write')} change={change} memberName={memberName} onHandOver={(to) => to !== member_id && setHanded({ from: deal.owner_id ?? null, to })} />
          </Section>
          {open && (
            <Chances shown={shown} />
          )}
          <Section title={t('crm.deal.more')}>
            <CustomFacts record="deal" tags={deal.tags ?? []} custom={deal.custom ?? {}} canWrite={may('crm:deal:write')} onTags={(tags) => change({ tags })} onCustom={(custom) => change({ custom })} />
          </Section>
          <People deal={deal} canPeople={may('crm:deal:write')} canWrite={canWrite} change={change} />
          <Files subject={{ kind: 'deal', id: deal.deal_id }} />
          <History deal={deal} memberName={memberName} />
        </div>
      </div>
      {handed && may('crm:activity:write') && (
        <HandOver
          subject={{ kind: 'deal', id: deal.deal_id }}
          name={deal.name}
          from={handed.from}
          to={{ member_id: handed.to, name: memberName(handed.to) ?? '' }}
          onClose={() => setHanded(undefined)}
        />
      )}
      {asked === 'win' && <WinDialog {...close} />}
      {asked === 'lose' && <LoseDialog {...close} />}
      {asked === 'reopen' && <ReopenDialog {...close} />}
    </Page>
  );
}
