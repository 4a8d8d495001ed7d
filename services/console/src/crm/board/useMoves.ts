import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { api, etagOf, newKey, readVersioned, type Schema, type Versioned } from '../../api/client.ts';
import { ProblemError, type FieldError } from '../../api/problems.ts';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { moveDeal } from '../deal/moves.ts';
import { dealQuery, type Deal } from '../deals/queries.ts';
import type { Moves } from './board.ts';
import { askOf, change, columnsOf } from './follow.ts';
import { belongs, putIn, rowOf, takeOut } from './pages.ts';

type Stage = Pick<Schema<'Stage'>, 'stage_id' | 'name' | 'odds_percent'>;
type Answer = Versioned<Schema<'DealView'>>;

/** A stage asks for more than a deal says. */
export type Need = { readonly deal: Deal; readonly stage: Stage; readonly missing: readonly FieldError[] };

/** Somebody else moved or closed it meanwhile. */
class Elsewhere extends Error {}

/**
 * Moves cards: on screen in the same frame, to the service one after the other per card. Until the service agrees, a move lies
 * over whatever the cache says; a refusal takes it away, and the card is back where it was.
 */
export function useMoves(stages: readonly Stage[], onNeed: (need: Need) => void) {
  const queries = useQueryClient();
  const [moves, setMoves] = useState<Moves>(new Map());
  const tails = useRef(new Map<string, Promise<Answer>>());
  /** Cards the person moved: they never wait for "show changes". */
  const own = useRef(new Set<string>());
  const latest = useRef({ stages, onNeed, move: (_deal: Deal, _to: string, _undo?: boolean) => {} });
  latest.current.onNeed = onNeed;
  latest.current.stages = stages;

  const move = useCallback(
    (deal: Deal, to: string, undoable = true) => {
      const stage = latest.current.stages.find((one) => one.stage_id === to);
      const from = deal.stage_id;
      if (!stage || from === to) return;
      own.current.add(deal.deal_id);
      const moved: Deal = { ...deal, stage_id: to, stage_name: stage.name, odds_percent: stage.odds_percent, in_stage_since: today() };
      setMoves((all) => new Map(all).set(deal.deal_id, { deal: moved, from, to }));
      const before = tails.current.get(deal.deal_id);
      const sent = (async () => {
        const earlier = await before?.catch(() => undefined);
        return send(deal, from, to, earlier?.etag ?? etagOf(deal));
      })();
      tails.current.set(deal.deal_id, sent);
      const done = () => {
        if (tails.current.get(deal.deal_id) !== sent) return false;
        tails.current.delete(deal.deal_id);
        setMoves((all) => {
          const rest = new Map(all);
          rest.delete(deal.deal_id);
          return rest;
        });
        return true;
      };
      sent.then(
        (answer) => {
          if (tails.current.get(deal.deal_id) !== sent) return;
          const settled = { ...moved, version: answer.value.version };
          settle(queries, settled, answer);
          done();
          toast.done(t('crm.moved', { name: deal.name, stage: stage.name }), undoable ? () => latest.current.move(settled, from, false) : undefined);
        },
        (error: unknown) => {
          if (!done()) return;
          void queries.invalidateQueries({ queryKey: ['crm', 'deals'] });
          if (error instanceof ProblemError && error.code === 'stage-requirements') latest.current.onNeed({ deal, stage, missing: error.errors });
          else if (error instanceof Elsewhere) toast.failed(new ProblemError('elsewhere', 412, error.message));
          else toast.failed(error, () => latest.current.move(deal, to, undoable));
        },
      );
    },
    [queries],
  );
  latest.current.move = move;
  return { moves, move, own: own.current };
}

/** After a 412 the move goes on if nobody else moved the card: then something else of it was changed. */
async function send(deal: Deal, from: string, to: string, etag: string): Promise<Answer> {
  const key = newKey();
  try {
    return await moveDeal(deal.deal_id, to, key, etag);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 412) throw error;
  }
  const now = await dealNow(deal.deal_id);
  if (now.value.status !== 'open' || now.value.stage_id !== from) {
    const where = now.value.status === 'open' ? now.value.stage_name : t(`crm.status.${now.value.status}`);
    throw new Elsewhere(t('crm.board.elsewhere', { name: deal.name, stage: where }));
  }
  return moveDeal(deal.deal_id, to, newKey(), now.etag);
}
const dealNow = (id: string) =>
  readVersioned(api.GET('/api/crm/v1/deals/{deal_id}', { params: { path: { deal_id: id } } }));

/** The service agreed: out of every column, into its new one, as the service now knows it. */
function settle(queries: QueryClient, deal: Deal, { value, etag }: Answer): void {
  const named = (value.account_id ?? null) === (deal.account_id ?? null);
  const row = rowOf({ ...value, base_value: deal.base_value ?? null }, named ? (deal.account_name ?? undefined) : undefined);
  // Of whom it is now is not known by name: then it stays older than what live updates tell, and is read.
  const known = named ? row : { ...row, version: deal.version };
  for (const column of columnsOf(queries)) {
    const ask = askOf(column);
    change(queries, column, (now) => (belongs(value, ask) === false ? takeOut(now, deal.deal_id) : putIn(now, known, ask.sort ?? '-opened_on', true)));
  }
  queries.setQueryData<Versioned<Schema<'DealDetails'>>>(dealQuery(deal.deal_id).queryKey, (now) => now && { etag, value: { ...now.value, ...value } });
  void queries.invalidateQueries({ queryKey: ['crm', 'deals', 'list'] });
  void queries.invalidateQueries({ queryKey: ['crm', 'deals', deal.deal_id] });
  void queries.invalidateQueries({ queryKey: ['reporting', 'reports', 'pipeline'] });
}
