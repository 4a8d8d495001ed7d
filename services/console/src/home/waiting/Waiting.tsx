import { IconCircleCheck } from '@tabler/icons-react';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Section } from '../../ui/Page.tsx';
import css from '../home.module.css';
import { linesOf, type Line } from './lines.ts';

/** What waits for this person, each with one thing to do about it. */
export function Waiting() {
  const queries = useQueryClient();
  const { member_id } = useSession();
  const may = useMay();
  const lines = linesOf({ member: member_id ?? undefined, may, queries });
  const found = useQueries({ queries: lines.map((line) => line.query) });
  const waiting = lines.flatMap((line, index) => {
    const data = found[index]?.data;
    return data && data.count > 0 ? [{ line, ...data }] : [];
  });
  const pending = found.some((one) => one.isPending);
  const failed = found.some((one) => one.isError && !one.data);
  return (
    <Section title={t('home.waiting.title')}>
      {waiting.length > 0 ? (
        <ul className={css.waiting} aria-busy={pending}>
          {waiting.map(({ line, count, more, shown, search }) => (
            <li key={line.id} data-late={line.late || undefined}>
              <strong className="num">
                <Place line={line} search={search ?? line.search} label={`${t(`home.waiting.${line.id}`)}: ${shown ?? count}`}>
                  {shown ?? (more ? t('home.waiting.more', { count }) : count)}
                </Place>
              </strong>
              <span>{t(`home.waiting.${line.id}`)}</span>
              <Place line={line} search={search ?? line.search} label={`${t(`home.do.${line.id}`)}: ${t(`home.waiting.${line.id}`)}`}>
                {t(`home.do.${line.id}`)}
              </Place>
            </li>
          ))}
        </ul>
      ) : pending ? (
        <p className={css.quiet} role="status">{t('common.loading', { what: t('home.waiting.title') })}</p>
      ) : failed ? null : (
        <p className={css.quiet}>
          <IconCircleCheck size={18} aria-hidden />
          {t('home.waiting.nothing')}
        </p>
      )}
      {failed && <p className={css.quiet}>{t('home.waiting.unknown')}</p>}
    </Section>
  );
}

/** What waits, counted or named; both lead to where it is done. */
function Place({ line, search, label, children }: { line: Line; search: Line['search']; label: string; children: ReactNode }) {
  const { routesByPath } = useRouter();
  if (!(line.to in routesByPath)) return children;
  return (
    <Link to={line.to as '/'} search={(search ?? {}) as never} aria-label={label}>
      {children}
    </Link>
  );
}
