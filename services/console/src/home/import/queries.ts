import { queryOptions } from '@tanstack/react-query';
import { api, read, type Schema } from '../../api/client.ts';

export type Outcome = 'created' | 'unchanged' | 'mended' | 'used' | 'refused';
export const outcomes: readonly Outcome[] = ['created', 'mended', 'refused', 'unchanged', 'used'];
/** The report of an import; the API documents it as any JSON. */
export type Report = {
  readonly files: Readonly<Record<string, Readonly<Record<Outcome, number>>>>;
  readonly mends: Readonly<Record<string, number>>;
  readonly refused: readonly { readonly file: string; readonly row: number; readonly record: string; readonly what: readonly string[] }[];
  readonly notes: readonly string[];
};

export const beginImport = (body: Schema<'MavenFiles'>) => read(api.POST('/api/imports/v1/maven', { body }));

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'maven', id],
    // The API document of imports does not say that the address has a parameter.
    queryFn: ({ signal }) => read(api.GET('/api/imports/v1/maven/{import_id}', { params: { path: { import_id: id } } as never, signal })),
    refetchInterval: (query) => (query.state.data?.status === 'running' ? 1000 : false),
  });
export const rowsAddress = (id: string) => `/api/imports/v1/maven/${encodeURIComponent(id)}/rows`;
export const totalOf = (report: Report, outcome: Outcome) => Object.values(report.files).reduce((sum, file) => sum + (file[outcome] ?? 0), 0);
