import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { etagOf, type Schema, type Versioned } from '../../api/client.ts';
import { noteWriter } from '../../api/mine.ts';
import { placed, ProblemError, sentence, type FieldError } from '../../api/problems.ts';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { aboutDeal } from '../deal/about.ts';
import { moveDeal } from '../deal/moves.ts';
import { dealQuery, type Deal, type DealDetails } from '../deals/queries.ts';
import type { Moves } from './board.ts';
import { askOf, change, columnsOf } from './follow.ts';
import { belongs, putIn, rowOf, takeOut } from './pages.ts';

type Stage = Pick<Schema<'Stage'>, 'stage_id' | 'name' | 'odds_percent'>;
type Answer = Versioned<Schema<'DealView'>>;

/** A stage asks for more than a deal says. */
export type Need = { readonly deal: Deal; readonly stage: Stage; readonly missing: readonly FieldError[] };

/**
 * Moves cards: on screen in the same frame, to the service one after the other per card. Until the service agrees, a move lies
 * over whatever the cache says; a refusal takes it away, and the card is back where it was.
 */
export function useMoves(stages: readonly Stage[], onNeed: (need: Need) => void) {
  const queries = useQueryClient();
  const [moves, setMoves] = useState<Moves>(new Map());
  const tails = useRef(new Map<string, Promise<Answer | null>>());
  /** Where a card with moves under way stands for the service. */
  const stands = useRef(new Map<string, string>());
  const [said, say] = useState('');
  const latest = useRef({ stages, onNeed, move: (_deal: Deal, _to: string, _undo?: boolean) => {} });
  latest.current.onNeed = onNeed;
  latest.current.stages = stages;

  const move = useCallback(
    (deal: Deal, to: string, undoable = true) => {
      const stage = latest.current.stages.find((one) => one.stage_id === to);
      const from = deal.stage_id;
      if (!stage || from === to) return;
      // It never waits for "show changes".
      noteWriter(deal.deal_id, true);
      say(t('crm.moved', { name: deal.name, stage: stage.name }));
      const moved: Deal = { ...deal, stage_id: to, stage_name: stage.name, odds_percent: stage.odds_percent, in_stage_since: today() };
      setMoves((all) => new Map(all).set(deal.deal_id, { deal: moved, from, to }));
      const before = tails.current.get(deal.deal_id);
      if (!before) stands.current.set(deal.deal_id, from);
      /** Nothing lies over what the cache says any more. */
      const gone = () =>
        setMoves((all) => {
          const rest = new Map(all);
          rest.delete(deal.deal_id);
          return rest;
        });
      const back = (told: string) => {
        gone();
        say(told);
        void queries.invalidateQueries({ queryKey: ['crm', 'deals'] });
      };
      const sent = (async () => {
        const earlier = await before?.catch(() => undefined);
        // What somebody else did was kept: nor is what was to follow done.
        if (earlier === null) return null;
        if (earlier) stands.current.set(deal.deal_id, earlier.value.stage_id);
        return send(queries, deal, stage, earlier?.etag ?? etagOf(deal), () => back(t('crm.board.theirs', { name: deal.name })));
      })();
      tails.current.set(deal.deal_id, sent);
      const done = () => {
        if (tails.current.get(deal.deal_id) !== sent) return false;
        tails.current.delete(deal.deal_id);
        return true;
      };
      sent.then(
        (answer) => {
          if (!answer) return void done();
          if (tails.current.get(deal.deal_id) !== sent) return;
          const settled = { ...moved, version: answer.value.version };
          settle(queries, settled, answer);
          done();
          gone();
          toast.done(t('crm.moved', { name: deal.name, stage: stage.name }), undoable ? () => latest.current.move(settled, from, false) : undefined);
        },
        (error: unknown) => {
          if (!done()) return;
          const stood = latest.current.stages.find((one) => one.stage_id === stands.current.get(deal.deal_id));
          const why = error instanceof ProblemError && error.errors.length > 0 ? error.errors.map(placed).join(' ') : sentence(error);
          back(t('crm.board.back', { name: deal.name, stage: stood?.name ?? deal.stage_name, why }));
          if (error instanceof ProblemError && error.code === 'stage-requirements') latest.current.onNeed({ deal, stage, missing: error.errors });
          else toast.failed(error, () => latest.current.move(deal, to, undoable));
        },
      );
    },
    [queries],
  );
  latest.current.move = move;
  return { moves, move, said, say };
}

/**
 * After a 412 the move goes on if nobody else moved or closed the deal: then something else of it was changed. Else it is back where it is
 * by now, and moved from there only when that is wanted all the same; null when it is not.
 */
const send = (queries: QueryClient, deal: Deal, stage: Stage, etag: string, onTheirs: () => void): Promise<Answer | null> => {
  const { fields, ...about } = aboutDeal(queries, { value: deal as unknown as DealDetails, etag });
  // A card says nothing of lines.
  const { lines: _, ...told } = fields;
  return meeting.act<DealDetails, Answer>({
    ...about,
    fields: told,
    label: t('crm.moveTo.stage', { stage: stage.name }),
    can: (now) => now.status === 'open' && now.stage_id !== stage.stage_id,
    upon: ['status', 'stage_id'],
    onTheirs,
    send: (on, key) => moveDeal(deal.deal_id, stage.stage_id, key, on),
  });
};

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
