import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';

export type Schedule = Schema<'Schedule'>;
export type Installment = Schema<'Installment'>;
export const scheduleStatuses = ['active', 'frozen', 'cancelled'] as const;
export type ScheduleFilters = { readonly status?: (typeof scheduleStatuses)[number]; readonly customer?: string };

export const schedulesQuery = ({ status, customer }: ScheduleFilters) => {
  const query = { status, customer_id: customer };
  return listQuery(['billing', 'schedules', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/billing/v1/schedules', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};

export const allSchedulesQuery = queryOptions({
  queryKey: ['billing', 'schedules', 'all'],
  queryFn: ({ signal }) => everyPage<Schedule>((cursor) => read(api.GET('/api/billing/v1/schedules', { params: { query: { cursor, limit: 200 } }, signal }))),
});

export const schedulesOfProject = (project: string) =>
  queryOptions({
    queryKey: ['billing', 'schedules', 'project', project],
    queryFn: ({ signal }) =>
      everyPage<Schedule>((cursor) => read(api.GET('/api/billing/v1/schedules', { params: { query: { project_id: project, cursor, limit: 200 } }, signal }))),
  });

export const scheduleQuery = (id: string) =>
  queryOptions({
    queryKey: ['billing', 'schedules', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/api/billing/v1/schedules/{schedule_id}', { params: { path: { schedule_id: id } }, signal })),
  });
