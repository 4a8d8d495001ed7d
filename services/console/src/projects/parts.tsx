/* Small things several pages of this domain show. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { peekOf } from '../ui/peek.ts';
import type { Tone } from '../ui/StateBadge.tsx';
import css from './projects.module.css';
import type { Project } from './queries.ts';

export const projectStatuses = ['active', 'on_hold', 'completed', 'cancelled'] as const;
export const projectTone = { active: 'good', on_hold: 'warn', completed: 'neutral', cancelled: 'late' } as const satisfies Record<Project['status'], Tone>;

/** A record of whichever domain, shown at the side. */
export function PeekLink({ kind, id, children }: { kind: string; id: string; children: ReactNode }) {
  return (
    <Link to="." search={((before: object) => ({ ...before, peek: peekOf(kind, id) })) as never} resetScroll={false}>
      {children}
    </Link>
  );
}

/** How much of a plan is used; the figures stand beside it as text. */
export function Bar({ used, of }: { used: number; of: number }) {
  if (of <= 0) return null;
  return (
    <span className={css.track} data-over={used > of || undefined} aria-hidden>
      <span style={{ inlineSize: `${Math.min(100, (used / of) * 100)}%` }} />
    </span>
  );
}
