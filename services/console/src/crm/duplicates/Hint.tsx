import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Candidates } from '../leads/Candidates.tsx';
import css from '../leads/leads.module.css';
import { duplicatesLike, type Known, type MergeKind } from './queries.ts';

type Props = { readonly kind: MergeKind; readonly known: Known };

/** While somebody writes a record down: what is there already that may be the same. It hinders nobody. */
export function DuplicateHint({ kind, known }: Props) {
  const [settled] = useDebouncedValue(JSON.stringify(known), 400);
  const { data = [] } = useQuery(duplicatesLike(JSON.parse(settled) as Known));
  const same = data.filter((one) => one.kind === kind);
  if (same.length === 0) return null;
  return (
    <div role="status">
      <p className={css.tell}>{t('leads.merge.hint')}</p>
      <Candidates items={same} />
    </div>
  );
}
