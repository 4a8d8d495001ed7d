/* Links to records of any domain, by kind only: a domain knows no other domain's pages. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { domains } from '../domains.ts';
import { peekOf } from '../ui/peek.ts';

/** Where a record of this kind is shown in full, if the console has such a page. */
export function pageOf(kind: string, id: string): string | undefined {
  for (const domain of domains) {
    const page = domain.pages?.[kind] ?? domain.peeks?.[kind]?.page;
    if (page) return page(id);
  }
  return undefined;
}
const peekable = (kind: string) => domains.some((domain) => domain.peeks?.[kind]);

type Props = { readonly kind: string; readonly id: string; readonly children: ReactNode; readonly className?: string };

/** A link to a record: its page, else a peek at it, else only its words. */
export function RecordLink({ kind, id, children, className }: Props) {
  // A name that is still being asked for is nothing to press.
  if (children === '…') return <span className={className}>{children}</span>;
  const page = pageOf(kind, id);
  if (page)
    return (
      <Link to={page as never} className={className}>
        {children}
      </Link>
    );
  if (!peekable(kind)) return <span className={className}>{children}</span>;
  return (
    <Link to="." search={((before: object) => ({ ...before, peek: peekOf(kind, id) })) as never} className={className} resetScroll={false}>
      {children}
    </Link>
  );
}
