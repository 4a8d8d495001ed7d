import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { sentence } from '../api/problems.ts';
import { t } from '../i18n/index.ts';
import { LightIcon } from './light.tsx';
import { store } from './store.ts';
import css from './toasts.module.css';

type Toast = { id: number; kind: 'done' | 'failed'; message: string; action?: { label: string; run: () => void } };

const shown = store<readonly Toast[]>([]);
let lastUndo: { id: number; run: () => void } | undefined;
let next = 1;
const drop = (id: number) => {
  if (lastUndo?.id === id) lastUndo = undefined;
  shown.set(shown.get().filter((toast) => toast.id !== id));
};
const add = (toast: Omit<Toast, 'id'>) => {
  const id = next++;
  shown.set([...shown.get().slice(-2), { ...toast, id }]);
  return id;
};

export const toast = {
  /** Something happened; `undo` offers to take it back for eight seconds (also by Ctrl Z). */
  done(message: string, undo?: () => void): void {
    const id = next;
    const run = () => {
      drop(id);
      undo?.();
    };
    add({ kind: 'done', message, ...(undo ? { action: { label: t('common.undo'), run } } : {}) });
    if (undo) lastUndo = { id, run };
  },
  /** Something did not happen, by its error or in these words; `retry` offers to do it again. */
  failed(error: unknown, retry?: () => void): void {
    const id = next;
    const run = () => {
      drop(id);
      retry?.();
    };
    add({ kind: 'failed', message: typeof error === 'string' ? error : sentence(error), ...(retry ? { action: { label: t('common.retry'), run } } : {}) });
  },
};

export const undoLast = () => lastUndo?.run();

/** The region where toasts appear; once per page. */
export function Toasts() {
  const toasts = shown.use();
  return (
    <div className={css.region} role="status" aria-live="polite" data-print="off">
      {toasts.map((one) => (
        <Item key={one.id} toast={one} />
      ))}
    </div>
  );
}

function Item({ toast: { id, kind, message, action } }: { toast: Toast }) {
  // It stays as long as somebody points at it or is in it.
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => drop(id), kind === 'failed' ? 12_000 : 8000);
    return () => clearTimeout(timer);
  }, [held, id, kind]);
  return (
    <div
      className={css.toast}
      data-kind={kind}
      onMouseOver={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {kind === 'done' ? <IconCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
      <span className={css.message}>{message}</span>
      {action && (
        <button type="button" className={css.action} onClick={action.run}>
          {action.label}
        </button>
      )}
      <LightIcon aria-label={t('common.close')} onClick={() => drop(id)}>
        <IconX size={16} aria-hidden />
      </LightIcon>
    </div>
  );
}
