import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Export } from '../../ui/Export.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Facts, Section } from '../../ui/Page.tsx';
import { Counted } from './Counted.tsx';
import { momentOf, orderBookQuery, pipelineQuery } from './queries.ts';
import { ReportPage } from './ReportPage.tsx';
import { useCompared } from './useCompared.ts';

/** The value of open deals by stage, and of what is won. */
export function PipelinePage() {
  const { asof } = useCompared();
  const ordered = useMay()('crm:read');
  const { data } = useQuery(orderBookQuery(asof));
  return (
    <ReportPage
      title={t('reporting.pipeline.title')}
      rowLabel={t('reporting.by.stage')}
      measures={[
        {
          key: 'deals',
          label: t('reporting.deals'),
          kind: 'count',
          counted: {
            figure: 'pipeline',
            list: ({ id, currency }) => (ordered && id !== 'none' ? { to: '/crm/deals', search: { status: 'open', currency, ...(id !== 'total' && { stage: id }) } } : undefined),
          },
        },
        { key: 'pipeline', label: t('reporting.account.pipeline'), kind: 'figure' },
      ]}
      main="pipeline"
      ordered
      query={(day) => pipelineQuery(day, ordered)}
      file="pipeline"
      exported={{ list: 'pipeline' }}
      empty={t('reporting.pipeline.what')}
      begin={{ to: '/crm/deals', label: t('names.crm.deals.title'), permission: 'crm:read' }}
    >
      {data && data.totals.length > 0 && (
        <Section title={t('reporting.account.order_book')} aside={<Export service="reporting" list="order-book" query={{ as_of: momentOf(asof) }} />}>
          <Facts
            items={[
              ...data.totals.map(
                ({ currency, order_book }) =>
                  [`${t('reporting.account.order_book')} (${currency})`, <Figure key={currency} value={order_book.amount} label={t('reporting.account.order_book')} explain={order_book.explain} style="exact" />] as const,
              ),
              [
                t('reporting.deals'),
                <Counted
                  key="deals"
                  count={data.totals.reduce((sum, { deals }) => sum + deals, 0)}
                  label={`${t('reporting.deals')}, ${t('reporting.account.order_book')}`}
                  list={ordered && asof === undefined ? { to: '/crm/deals', search: { status: 'won' } } : undefined}
                  explain={{ account: 'order_book', as_of: momentOf(asof) }}
                />,
              ] as const,
            ]}
          />
        </Section>
      )}
    </ReportPage>
  );
}
