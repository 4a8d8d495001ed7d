/* What is done with schedules. It comes with their page, not with the frame. */
import { api, readVersioned, writing, type Schema } from '../../api/client.ts';

export const resumeSchedule = (id: string, etag: string, key: string) =>
  readVersioned(api.POST('/api/billing/v1/schedules/{schedule_id}/resume', { params: { path: { schedule_id: id }, ...writing(key, etag) }, body: {} }));

export const cancelSchedule = (id: string, reason: string, etag: string, key: string) =>
  readVersioned(
    api.POST('/api/billing/v1/schedules/{schedule_id}/cancel', {
      params: { path: { schedule_id: id }, ...writing(key, etag) },
      body: { reason } satisfies Schema<'CancelSchedule'>,
    }),
  );
