import type { ReactNode, RefObject } from 'react';
import { useEffect, useRef } from 'react';
import { t } from '../i18n/index.ts';
import css from './page.module.css';

type PageProps = {
  readonly title: string;
  /** Beside the title: how many, if the service says so. */
  readonly count?: string;
  /** The link to the list this is one of. */
  readonly back?: ReactNode;
  /** One primary action, last of what stands here. */
  readonly action?: ReactNode;
  /** Under the title: a state, whose it is, the as-of control. */
  readonly lead?: ReactNode;
  /** The content takes the height that is left and scrolls within itself (lists, boards). */
  readonly fill?: boolean;
  readonly children: ReactNode;
};

/** What had the focus may go with what was done: the button of a deal that is won. Then a reader goes on at the title, not at the window. */
function useFocusKept(heading: RefObject<HTMLElement | null>) {
  const last = useRef<EventTarget | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => void (last.current = target);
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    // A dialog that closes gives it back a moment later.
    const timer = setTimeout(() => {
      const gone = last.current instanceof Node && !last.current.isConnected;
      if (gone && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
    }, 60);
    return () => clearTimeout(timer);
  });
}

/** The anatomy of every page: title, count, one primary action, then the content. Sets the document's title and the focus. */
export function Page({ title, count, back, action, lead, fill, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('common.documentTitle', { title });
  }, [title]);
  // Once per page, on arrival: a reader begins at the title. Not while somebody is already typing.
  useEffect(() => {
    const at = document.activeElement;
    if (!at || at === document.body || at.closest('nav, [data-palette]')) heading.current?.focus({ preventScroll: true });
  }, []);
  useFocusKept(heading);
  return (
    <div className={css.page} data-fill={fill || undefined}>
      <header className={css.header}>
        <div className={css.titles}>
          <h1 ref={heading} tabIndex={-1} className={css.title}>
            {title}
          </h1>
          {count !== undefined && <span className={css.count}>{count}</span>}
          {back && (
            <span className={css.back} data-print="off">
              {back}
            </span>
          )}
          {lead}
        </div>
        {action && <div className={css.action}>{action}</div>}
      </header>
      {children}
    </div>
  );
}

/** A named part of a page, in a panel of its own. */
export function Section({ title, aside, children, bare }: { title: string; aside?: ReactNode; children: ReactNode; bare?: boolean }) {
  return (
    <section className={css.section} data-bare={bare || undefined} aria-label={title}>
      <div className={css.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** The name and the value of something known: `['Owner', 'Anna']`. */
export type Fact = readonly [name: string, value: ReactNode];

/** What is known of a record. A fact without a value is a dash; what makes no sense for the record is left out by `&&`. */
export function Facts({ items }: { items: readonly (Fact | false | '' | null | undefined)[] }) {
  return (
    <dl className={css.facts}>
      {items.filter((item) => !!item).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? <span aria-label={t('common.none')}>–</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
