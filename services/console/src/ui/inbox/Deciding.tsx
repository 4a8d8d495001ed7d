import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import css from './inbox.module.css';

/** What is done with what is chosen, and with how many of them it can be. */
export type Deed = { readonly count: number; readonly run: () => void };

type Props = {
  /** What is open, for its panel. */
  readonly label: string;
  /** What is open, and how much it is. */
  readonly title: string;
  readonly sum: ReactNode;
  readonly sub?: ReactNode;
  /** How much is selected in all; nothing when only what is open is decided. */
  readonly selected?: { readonly count: number; readonly sum: string } | undefined;
  readonly approve: Deed;
  readonly reject: Deed;
  readonly busy: boolean;
  /** Why something cannot be decided. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
};

/** The panel of what is open: what can be done with it stands first, and stays in sight; `A` approves, `R` sends back. */
export function Deciding({ label, title, sum, sub, selected, approve, reject, busy, note, children }: Props) {
  const [canApprove, canReject] = [approve.count > 0, reject.count > 0];
  useCommands('decision', label, [
    ...(canApprove ? [{ id: 'decision.approve', label: t('projects.approvals.approve'), keys: 'a', run: approve.run }] : []),
    ...(canReject ? [{ id: 'decision.reject', label: t('projects.approvals.reject'), keys: 'r', run: reject.run }] : []),
  ]);
  return (
    <section className={css.panel} aria-label={label}>
      <div className={css.actions}>
        {(canApprove || canReject) && (
          <>
            <Button leftSection={<IconCheck size={16} aria-hidden />} loading={busy} disabled={!canApprove} aria-keyshortcuts="a" onClick={approve.run}>
              {selected ? t('projects.approvals.approveMany', { count: approve.count }) : t('projects.approvals.approve')}
            </Button>
            <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} disabled={busy || !canReject} aria-keyshortcuts="r" onClick={reject.run}>
              {selected ? t('projects.approvals.rejectMany', { count: reject.count }) : t('projects.approvals.reject')}
            </Button>
          </>
        )}
        {selected && <span className="num">{t('projects.approvals.selected', selected)}</span>}
        {note && <span>{note}</span>}
      </div>
      <div>
        <h2 className={css.title}>
          {title} <span className="num">{sum}</span>
        </h2>
        {sub && <p className={css.note}>{sub}</p>}
      </div>
      {children}
    </section>
  );
}
