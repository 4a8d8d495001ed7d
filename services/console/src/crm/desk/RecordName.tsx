import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import type { About, Subject } from '../talk/data.ts';
import { nameQuery, subjectsOf } from './about.ts';

/** A record by its name, as a link. */
export function RecordName({ subject }: { readonly subject: Subject }) {
  const { data, isPending } = useQuery(nameQuery(subject));
  return (
    <RecordLink kind={subject.kind} id={subject.id}>
      {data ?? (isPending ? '…' : t(`names.crm.${subject.kind}`))}
    </RecordLink>
  );
}

/** What something is about, in a cell: the one that tells most, and how many more there are. */
export function AboutCell({ about }: { readonly about: readonly About[] }) {
  const [first, ...rest] = subjectsOf(about);
  if (!first) return <>–</>;
  return (
    <>
      <RecordName subject={first} />
      {rest.length > 0 && ` +${rest.length}`}
    </>
  );
}
