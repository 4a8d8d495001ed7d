import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { t, tMaybe } from '../../i18n/index.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import file from '../../ui/export.module.css';
import { Page, Section } from '../../ui/Page.tsx';
import { Letters } from './Letters.tsx';
import css from './operations.module.css';
import { operationsQuery, services } from './queries.ts';
import { ServiceCard } from './ServiceCard.tsx';

/** How the services hear of each other, all side by side, and what could not be applied. */
export function OperationsPage() {
  const found = useQueries({ queries: services.map((service) => operationsQuery(service)) });
  const letters = services.flatMap((service, index) => (found[index]?.data?.letters ?? []).map((letter) => ({ service, letter })));
  const known = found.every((one) => one.data);
  return (
    <Page
      title={t('names.admin.operations.title')}
      action={
        <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => found.forEach((one) => void one.refetch())}>
          {t('admin.operations.again')}
        </Button>
      }
      lead={<span className={css.lead}>{t('admin.operations.lead')}</span>}
    >
      <ul className={css.cards} aria-label={t('admin.operations.services')}>
        {services.map((service, index) => {
          const one = found[index];
          return one && <ServiceCard key={service} service={service} data={one.data} error={one.error} pending={one.isPending} since={one.dataUpdatedAt} />;
        })}
      </ul>
      <Section
        title={t('admin.letters.title')}
        bare={letters.length === 0}
        aside={
          <div className={file.beside}>
            {services
              .filter((service) => letters.some((one) => one.service === service))
              .map((service) => (
                <Export key={service} service={service} list="dead-letters" label={`${t('common.export')}: ${tMaybe(`shell.service.${service}`, service)}`} />
              ))}
          </div>
        }
      >
        {letters.length > 0 ? (
          <Letters letters={letters} />
        ) : (
          <Empty kind="nothing" title={known ? t('admin.letters.nothing') : t('admin.letters.unknown')} what={t('admin.letters.what')} />
        )}
      </Section>
    </Page>
  );
}
