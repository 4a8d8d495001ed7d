import css from './figures.module.css';

export type Tone = 'good' | 'late' | 'warn' | 'info' | 'neutral';

/** A state: always a word, the colour only says which kind of word. */
export function StateBadge({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={css.badge} data-tone={tone}>
      {children}
    </span>
  );
}
