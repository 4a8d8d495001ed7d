import { ActionIcon, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { instant, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Facts, Section } from '../../ui/Page.tsx';
import type { DealDetails } from '../deals/queries.ts';
import parts from '../parts/parts.module.css';
import { ChancesDialog } from './ChancesDialog.tsx';
import { useDeal } from './useDeal.ts';

/** How likely the deal is: by its stage, by what people say of it, and the category it counts in. They stand apart. */
export function Chances({ shown }: { readonly shown: Versioned<DealDetails> }) {
  const canWrite = useMay()('crm:deal:write');
  const { save, memberName } = useDeal(shown);
  const deal = shown.value;
  const [asked, setAsked] = useState(false);
  const odds = deal.forecast?.odds;
  const category = deal.forecast_category ? t(`forecast.category.${deal.forecast_category}`) : t('common.none');
  return (
    <Section
      title={t('forecast.chances.title')}
      // Before anything was said a button with words does the same.
      aside={
        canWrite && odds && (
          <ActionIcon size={28} variant="subtle" aria-label={t('forecast.chances.edit')} onClick={() => setAsked(true)}>
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
        )
      }
    >
      <Facts
        items={[
          [t('forecast.chances.stage'), <span key="stage" className="num">{percent(deal.odds_percent, 0)}</span>],
          [t('forecast.chances.people'), odds ? <span key="people" className="num">{percent(odds.odds_percent, 0)}</span> : t('forecast.chances.none')],
          [t('forecast.category'), deal.forecast?.category ? category : t('forecast.category.byStage', { category })],
        ]}
      />
      {odds && (
        <p className={parts.hint}>
          {t('forecast.chances.said', { who: memberName(odds.said_by) ?? t('forecast.chances.program'), when: instant(odds.said_at), reason: odds.reason })}
        </p>
      )}
      {!odds && canWrite && (
        <Button variant="default" size="xs" onClick={() => setAsked(true)}>
          {t('forecast.chances.edit')}
        </Button>
      )}
      {asked && <ChancesDialog deal={deal} save={save} onClose={() => setAsked(false)} />}
    </Section>
  );
}
