import { Button } from '@mantine/core';
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import { Receipts, type Refused } from '../receipts/Receipts.tsx';
import { claimRoute } from '../routes.ts';
import css from './claims.module.css';
import { ClaimState } from './columns.tsx';
import { Line } from './Line.tsx';
import { claimQuery, memberNamesQuery, submitClaim, type Claim } from './queries.ts';
import { mayChange, mayDecide } from './rights.ts';
import { saveDraft, withLine } from './save.ts';
import { aboutClaim } from './shared.tsx';
import { soon } from '../../ui/soon.ts';

const LineDialog = soon(() => import('./LineDialog.tsx'), 'LineDialog');

/** A claim: written here on a phone as well as at a desk, then read here by whoever it concerns. */
export function ClaimPage() {
  const { claimId } = claimRoute.useParams();
  const { data, error, refetch } = useQuery(claimQuery(claimId));
  if (error && !data) return <Page title={t('names.expenses.claim')}><Failure error={error} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={t('names.expenses.claim')}><Waiting columns={2} label={t('names.expenses.claim')} /></Page>;
  return <Shown key={claimId} claim={data} />;
}

function Shown({ claim }: { claim: Versioned<Claim> }) {
  const { value } = claim;
  const queries = useQueryClient();
  const may = useMay();
  const { member_id } = useSession();
  const { data: members } = useQuery(memberNamesQuery);
  const [place, setPlace] = useState<number>();
  const [busy, setBusy] = useState(false);
  // It is about the claim as it was: it goes with whatever is done next.
  const [refused, setRefused] = useState<Refused>();
  const who = { member: member_id, may };
  const change = mayChange(value, who);
  const key = claimQuery(value.claim_id).queryKey;
  const lists = () => queries.invalidateQueries({ queryKey: ['expenses', 'claims'] });
  const act = async (send: () => Promise<Versioned<Claim> | null>, done: string) => {
    setBusy(true);
    try {
      const answer = await send();
      if (answer) {
        queries.setQueryData(key, answer);
        setRefused(undefined);
        toast.done(done);
      }
    } catch (error) {
      toast.failed(error);
    }
    setBusy(false);
    void lists();
  };
  const submit = () => void act(
      () => meeting.act({ ...aboutClaim<Versioned<Claim>>(queries, claim), label: t('expenses.claim.submit'), can: (now) => mayChange(now, who), send: (etag, sent) => submitClaim(value.claim_id, etag, sent) }),
      t('expenses.claim.submitted', { title: value.title }),
    );
  const remove = async (at: number) => {
    const before = value.lines[at];
    if (before) await act(() => saveDraft(queries, claim, { lines: withLine(value, at, undefined) }), t('expenses.line.removed', { name: before.description }));
  };
  useCommands(
    'claim',
    t('names.expenses.claim'),
    change
      ? [
          { id: 'line.add', label: t('expenses.line.add'), keys: 'c', run: () => setPlace(value.lines.length) },
          { id: 'claim.submit', label: t('expenses.claim.submit'), keys: 'mod+Enter', run: submit },
        ]
      : [],
  );
  return (
    <Page
      title={value.title}
      back={<Link to="/expenses">{t('names.expenses.claims.title')}</Link>}
      lead={<ClaimState status={value.status} />}
      action={
        change ? (
          <Button leftSection={<IconSend size={16} aria-hidden />} loading={busy} onClick={submit} aria-keyshortcuts="Control+Enter">
            {t('expenses.claim.submit')}
          </Button>
        ) : mayDecide(value, who) ? (
          <Link to="/approvals/claims" search={{ claim: value.claim_id }}>
            {t('expenses.claim.decide')}
          </Link>
        ) : undefined
      }
    >
      {value.status === 'rejected' && (
        <div className={css.reason} role="note">
          <strong>{t('expenses.claim.sentBack')}</strong>
          <p>{value.reason}</p>
        </div>
      )}
      <Section
        title={t('expenses.claim.lines')}
        aside={
          change && (
            <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} aria-keyshortcuts="c" onClick={() => setPlace(value.lines.length)}>
              {t('expenses.line.add')}
            </Button>
          )
        }
      >
        <ul className={css.lines}>
          {value.lines.map((line, index) => (
            <li key={line.claim_line_id}>
              <Line line={line} />
              <Receipts claim={value.claim_id} line={line} change={change} refused={refused} onRefused={setRefused} />
              {change && (
                <div className={css.actions}>
                  <Button variant="subtle" size="compact-sm" onClick={() => setPlace(index)} aria-label={`${t('expenses.line.change')}: ${line.description}`}>
                    {t('expenses.line.change')}
                  </Button>
                  {value.lines.length > 1 && (
                    <Button variant="subtle" size="compact-sm" disabled={busy} onClick={() => void remove(index)} aria-label={`${t('expenses.line.remove')}: ${line.description}`}>
                      {t('expenses.line.remove')}
                    </Button>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
        <div className={css.total}>
          <span>{t('expenses.claim.total')}</span>
          <MoneyCell value={value.total} />
        </div>
      </Section>
      <Section title={t('expenses.claim.about')}>
        <dl className={css.about}>
          <dt>{t('expenses.claim.title')}</dt>
          <dd>
            <InlineEdit
              label={t('expenses.claim.title')}
              kind="text"
              required
              disabled={!change}
              value={value.title}
              shown={value.title}
              onSave={async (title) => {
                await saveDraft(queries, claim, { title: title ?? value.title });
                setRefused(undefined);
                void lists();
              }}
            />
          </dd>
          <dt>{t('expenses.claim.who')}</dt>
          <dd>{value.claimant_id ? members?.get(value.claimant_id) : t('expenses.claim.program')}</dd>
          <dt>{t('expenses.claim.status')}</dt>
          <dd>{t(`expenses.status.${value.status}.what`)}</dd>
        </dl>
      </Section>
      {place !== undefined && change && <LineDialog claim={claim} place={place} onSaved={() => setRefused(undefined)} onClose={() => setPlace(undefined)} />}
    </Page>
  );
}
