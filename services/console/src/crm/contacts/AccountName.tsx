import { useQuery } from '@tanstack/react-query';
import { RecordLink } from '../../shell/pages.tsx';
import { accountQuery } from '../accounts/queries.ts';

/** The name of an account by its id, as a link; a list of contacts carries ids only. */
export function AccountName({ id }: { readonly id: string | null | undefined }) {
  const { data } = useQuery({ ...accountQuery(id ?? ''), enabled: Boolean(id), staleTime: 5 * 60_000 });
  if (!id) return <>–</>;
  return (
    <RecordLink kind="account" id={id}>
      {data?.value.name ?? '…'}
    </RecordLink>
  );
}
