import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import parts from '../parts/parts.module.css';
import { customerOf, figureOf } from './figures.ts';

const figures = [
  ['pipeline', 'pipeline'],
  ['orderBook', 'order_book'],
  ['revenue', 'revenue'],
  ['margin', 'revenue,labour_cost,expense_cost'],
  ['receivables', 'receivables'],
] as const;

/** What a client brings and owes: each figure is the total of the postings behind it. One that ended has none of its own. */
export function AccountFigures({ id, name, ended }: { readonly id: string; readonly name: string; readonly ended: boolean }) {
  const may = useMay();
  const customer = useQuery({ ...customerOf(id), enabled: may('billing:read') });
  if (!may('reporting:read') && !customer.data) return null;
  return (
    <Section
      title={t('crm.account.figures')}
      aside={
        customer.data && (
          <RecordLink kind="customer" id={customer.data.customer_id} className={parts.hint}>
            {t('crm.account.inBilling')}
          </RecordLink>
        )
      }
    >
      {ended && <p className={parts.hint}>{t('crm.account.counted')}</p>}
      {!ended && may('reporting:read') && (
        <dl className={parts.figures}>
          {figures.map(([key, account]) => (
            <Sum key={key} label={t(`crm.account.figure.${key}`)} account={account} id={id} name={name} />
          ))}
        </dl>
      )}
    </Section>
  );
}

function Sum({ label, account, id, name }: { label: string; account: string; id: string; name: string }) {
  const { data, isPending } = useQuery(figureOf(account, id));
  return (
    <div>
      <dt>{label}</dt>
      {data?.map((sum) => (
        <dd key={sum.currency}>
          <Figure value={sum.figure} label={`${label}, ${name}`} explain={{ account, customer_id: id, currency: sum.currency }} />
        </dd>
      ))}
      {!data?.length && <dd className="num">{isPending ? '…' : '–'}</dd>}
    </div>
  );
}
