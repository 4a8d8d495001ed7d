import { IconFilterOff, IconLock, IconPlugOff, IconSeedling, IconTool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ProblemError, sentence } from '../api/problems.ts';
import { t } from '../i18n/index.ts';
import css from './empty.module.css';
import { LightButton } from './light.tsx';

type Props =
  /** Nothing yet: what this is, one button, one example. */
  | { kind: 'nothing'; title: string; what: string; action?: ReactNode; example?: string }
  /** Nothing found: filters hide it; here they can be cleared. */
  | { kind: 'filtered'; onClear: () => void; filters?: readonly string[] }
  /** Not switched on: which part of the suite is missing, and who can change that. */
  | { kind: 'off'; title: string; who: string };

export function Empty(props: Props) {
  if (props.kind === 'filtered')
    return (
      <Box icon={<IconFilterOff size={28} aria-hidden />} title={t('common.empty.filtered')}>
        <p>
          {props.filters && props.filters.length > 0
            ? t('common.empty.hiddenBy', { filters: props.filters.join(', ') })
            : t('common.empty.hidden')}
        </p>
        <LightButton onClick={props.onClear}>
          {t('common.filter.clear')}
        </LightButton>
      </Box>
    );
  if (props.kind === 'off')
    return (
      <Box icon={<IconPlugOff size={28} aria-hidden />} title={props.title}>
        <p>{props.who}</p>
      </Box>
    );
  return (
    <Box icon={<IconSeedling size={28} aria-hidden />} title={props.title}>
      <p>{props.what}</p>
      {props.example && <p className={css.example}>{t('common.empty.example', { example: props.example })}</p>}
      {props.action}
    </Box>
  );
}

/** What one's roles do not include, and who can change that. */
export function Forbidden() {
  return (
    <div role="alert">
      <Box icon={<IconLock size={28} aria-hidden />} title={t('common.forbidden')}>
        <p>{t('common.forbidden.who')}</p>
      </Box>
    </div>
  );
}

/** What could not be read, and the way to try again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  // Trying again would not help.
  if (error instanceof ProblemError && error.status === 403) return <Forbidden />;
  if (error instanceof ProblemError && error.status === 404)
    return (
      <div role="alert">
        <Box icon={<IconSeedling size={28} aria-hidden />} title={sentence(error)} />
      </div>
    );
  return (
    <div role="alert">
      <Box icon={<IconTool size={28} aria-hidden />} title={t('common.failed')}>
        <p>{sentence(error)}</p>
        {onRetry && (
          <LightButton onClick={onRetry}>
            {t('common.retry')}
          </LightButton>
        )}
      </Box>
    </div>
  );
}

function Box({ icon, title, children }: { icon: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className={css.box}>
      {icon}
      <strong>{title}</strong>
      {children}
    </div>
  );
}
