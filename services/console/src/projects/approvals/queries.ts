import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { everything } from '../queries.ts';

/** Pages of two hundred that are read at once; what is behind them comes as these are decided. */
const pages = 5;
export const mostWaiting = pages * 200;

export const waitingQuery = queryOptions({
  queryKey: ['projects', 'time-entries', 'waiting'] as const,
  queryFn: ({ signal }) =>
    everything((cursor) => read(api.GET('/api/projects/v1/time-entries', { params: { query: { status: 'submitted', cursor, limit: 200 } }, signal })), pages),
});
