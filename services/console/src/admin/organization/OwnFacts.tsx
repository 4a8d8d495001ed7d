import type { Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { countryName } from '../../i18n/places.ts';
import { Facts, Section } from '../../ui/Page.tsx';
import css from '../admin.module.css';

/** The organisation for who may not change it: the same, without the fields. */
export function OwnFacts({ own }: { readonly own: Schema<'OrganizationView'> }) {
  return (
    <Section title={own.name}>
      <div className={css.stack}>
        <Facts
          items={[
            [t('shell.signUp.country'), countryName(own.country)],
            [t('shell.signUp.zone'), own.time_zone],
            [t('shell.signUp.currency'), own.base_currency],
          ]}
        />
        <p>{t('common.readOnly')}</p>
      </div>
    </Section>
  );
}
