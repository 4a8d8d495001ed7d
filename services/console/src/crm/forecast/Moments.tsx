import { IconArrowsDiff } from '@tabler/icons-react';
import { addDays, date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { AsOf } from '../../ui/AsOf.tsx';
import css from '../../ui/asof.module.css';
import { DayMenu } from '../../ui/DayMenu.tsx';
import { isEarlier } from './compare.ts';

type Props = {
  readonly asof: string | undefined;
  /** The earlier day it is compared with. */
  readonly since: string | undefined;
  readonly set: (patch: { asof?: string | undefined; since?: string | undefined }) => void;
};

/** Of which moment, and what changed since which. */
export function Moments({ asof, since, set }: Props) {
  const now = today();
  const day = asof && asof < now ? asof : now;
  const choices = [
    [undefined, t('forecast.since.none')],
    [addDays(day, -1), t('forecast.since.day')],
    [addDays(day, -7), t('forecast.since.week')],
    [addDays(`${day.slice(0, 8)}01`, -1), t('common.asOf.lastMonth')],
  ] as const;
  const label = since ? t('forecast.since.label', { day: date(since) }) : t('forecast.since.choose');
  return (
    <>
      <AsOf value={asof} onChange={(to) => set({ asof: to })} />
      <DayMenu label={label} icon={<IconArrowsDiff size={16} aria-hidden />} value={since} choices={choices} latest={addDays(day, -1)} onChange={(to) => set({ since: to })} />
      {since && !isEarlier(since, asof, now) && (
        <div className={css.band} role="status">
          <strong>{since > now ? t('common.asOf.ahead', { when: date(since, 'long') }) : t('forecast.since.notBefore', { when: date(since, 'long'), of: date(day, 'long') })}</strong>
          <span>{t('forecast.since.unfit', { of: date(day, 'long') })}</span>
          <button type="button" onClick={() => set({ since: undefined })}>
            {t('forecast.since.none')}
          </button>
        </div>
      )}
    </>
  );
}
