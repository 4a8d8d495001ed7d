import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import css from './privacy.module.css';

/** In place of whoever was erased. */
export function Erased({ at }: { readonly at: string }) {
  return (
    <Section title={t('privacy.erased.title')}>
      <p className={css.hint}>{t('privacy.erased.lead', { at: instant(at) })}</p>
    </Section>
  );
}
