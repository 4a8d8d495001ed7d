import { Button } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { useList } from '../../ui/useList.ts';
import { keptQuery, type Import } from './data.ts';
import css from './imports.module.css';
import { whyText } from './words.ts';

/** What stayed when the import was undone, and why. */
export function Kept({ one }: { readonly one: Import }) {
  const list = useList(keptQuery(one.import_id, one.version));
  const { open } = usePeek();
  return (
    <Section title={t('imports.crm.kept', { count: one.kept })}>
      <ul className={css.kept}>
        {list.rows.map((deed) => (
          <li key={deed.record_no}>
            <button type="button" className={css.link} onClick={() => open(deed.record.kind, deed.record.id)}>
              {deed.name ?? t(`names.crm.${deed.record.kind}`)}
            </button>
            <span>{whyText(deed.why)}</span>
          </li>
        ))}
      </ul>
      {list.more.has && (
        <Button variant="default" size="xs" loading={list.more.loading} onClick={list.more.load}>
          {t('imports.crm.more')}
        </Button>
      )}
    </Section>
  );
}
