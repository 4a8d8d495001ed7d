import { t } from '../../i18n/index.ts';
import css from './automations.module.css';

/** What a condition saw: the fields it asks for with their values. */
export function Saw({ saw }: { readonly saw: Readonly<Record<string, unknown>> }) {
  const fields = Object.entries(saw);
  if (fields.length === 0) return <p className={css.hint}>{t('automations.dry.sawNothing')}</p>;
  return (
    <dl className={css.saw} aria-label={t('automations.dry.saw')}>
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>{Array.isArray(value) ? value.join(', ') : typeof value === 'boolean' ? (value ? '✓' : '–') : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
