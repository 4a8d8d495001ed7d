import { useLinkProps, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

type Props = Omit<LinkProps, 'children'> & {
  /** Whether one is there. */
  readonly here: boolean;
  readonly className?: string | undefined;
  readonly title?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly onClick?: (() => void) | undefined;
  readonly children: ReactNode;
};

/**
 * A link of which its neighbours decide whether one is there: the router marks every link whose address begins the page's, and so
 * two entries of a menu, or all tabs that differ in the search only.
 */
export function PlaceLink({ here, children, ...link }: Props) {
  const props = useLinkProps(link as Parameters<typeof useLinkProps>[0]);
  return (
    <a {...props} data-status={here ? 'active' : undefined} aria-current={here ? 'page' : undefined}>
      {children}
    </a>
  );
}
