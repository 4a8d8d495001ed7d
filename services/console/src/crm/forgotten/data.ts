import { api, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import type { forgottenSorts } from '../parts/sorts.ts';

export type Forgotten = Schema<'Forgotten'>;
export type Reason = Forgotten['reasons'][number];
export type Kind = Forgotten['record']['kind'];
/** A deal or a lead, whose next step is planned where it stands. */
export type Worked = Forgotten & { readonly record: Extract<Forgotten['record'], { kind: 'deal' | 'lead' }> };

export const kinds = ['deal', 'lead', 'follow_up'] as const satisfies readonly Kind[];
export const reasons = ['no_next_step', 'next_step_overdue', 'stale_in_stage', 'no_activity', 'close_date_passed', 'no_owner', 'response_overdue', 'nurture_over', 'follow_up_overdue'] as const satisfies readonly Reason[];
export type Filters = {
  readonly owner: string | undefined;
  readonly kind: Kind | undefined;
  readonly reason: Reason | undefined;
  readonly pipeline: string | undefined;
  readonly stage: string | undefined;
  readonly sort: (typeof forgottenSorts)[number] | undefined;
};
export const queryOf = ({ owner, kind, reason, pipeline, stage, sort }: Filters) => ({ owner_id: owner, kind, reason, pipeline_id: pipeline, stage_id: stage, sort });

/** Named after deals, so that news of any deal asks again. The first page also tells how many there are. */
export const forgottenQuery = (asked: Filters) =>
  listQuery(['crm', 'deals', 'forgotten', asked] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/forgotten', { params: { query: { ...queryOf(asked), cursor, limit: 50 } }, signal })),
  );
/** What the first page says of all of it. */
export type Counted = Pick<Schema<'ForgottenList'>, 'total' | 'counts' | 'kinds' | 'rules'>;

export type Rules = Schema<'ForgottenRulesView'>;
export const fetchRules = () => readVersioned(api.GET('/api/crm/v1/forgotten/rules'));
/** Other rules, in place of those that are. */
export const keepRules = (body: Schema<'ForgottenRules'>, etag: string, key: string) => read(api.PUT('/api/crm/v1/forgotten/rules', { params: writing(key, etag), body }));
