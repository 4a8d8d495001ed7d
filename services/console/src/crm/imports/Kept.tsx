import { Button } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { useList } from '../../ui/useList.ts';
import { keptQuery, type Deed, type Import } from './data.ts';
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
            <Name deed={deed} onOpen={open} />
            <span>{whyText(deed.why)}</span>
          </li>
        ))}
      </ul>
      {list.more.has && (
        <Button variant="default" size="xs" mt={8} loading={list.more.loading} onClick={list.more.load}>
          {t('imports.crm.more')}
        </Button>
      )}
    </Section>
  );
}

function Name({ deed: { record, name }, onOpen }: { readonly deed: Deed; readonly onOpen: (kind: string, id: string) => void }) {
  if (record.kind === 'activity') return <span>{name ?? t('imports.crm.activity')}</span>;
  return (
    <button type="button" className={css.link} onClick={() => onOpen(record.kind, record.id)}>
      {name ?? t(`names.crm.${record.kind}`)}
    </button>
  );
}
