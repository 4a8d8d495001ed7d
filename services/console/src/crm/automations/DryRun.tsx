import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { sentence } from '../../api/problems.ts';
import { useDetails } from '../../api/useDetails.ts';
import { date, instant, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import css from './automations.module.css';
import { tryRule, type Action, type DryRun as Tried } from './data.ts';
import { Saw } from './Saw.tsx';
import { subjectOf } from './subject.ts';

type Props = { readonly says: Says; /** Whether its condition says all it has to. */ readonly whole: boolean };
type Says = { readonly trigger: string; readonly condition: string | null; readonly actions: Action[] };
const tones = { so: 'good', not_so: 'neutral', undecided: 'warn' } as const;

/** What the rule as it is written would have done about the past. Nothing is changed. */
export function DryRun({ says, whole }: Props) {
  const [tried, setTried] = useState<Tried>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const written = JSON.stringify(says);
  // What was found is about what was written then.
  useEffect(() => {
    setTried(undefined);
    setError(undefined);
  }, [written, whole]);
  const run = async () => {
    if (!whole) {
      setTried(undefined);
      return setError(t('automations.unfinished'));
    }
    setBusy(true);
    setError(undefined);
    try {
      setTried(await tryRule(says));
    } catch (problem) {
      setError(sentence(problem));
    }
    setBusy(false);
  };
  return (
    <Section
      title={t('automations.dry')}
      aside={
        <Button size="xs" variant="default" loading={busy} onClick={() => void run()}>
          {t('automations.dry.run')}
        </Button>
      }
    >
      <p className={css.hint}>{t('automations.dry.what')}</p>
      <div role="status" aria-live="polite">
        {busy && <p className={css.hint}>{t('automations.dry.running')}</p>}
        {error && <p className={css.late}>{error}</p>}
        {tried && <Summary tried={tried} />}
      </div>
      {tried && <Items tried={tried} />}
    </Section>
  );
}

function Summary({ tried }: { readonly tried: Tried }) {
  const figures = [
    [t('automations.dry.would'), tried.would_run],
    [t('automations.dry.not'), tried.not_so],
    [t('automations.dry.undecided'), tried.undecided],
    [t('automations.dry.left'), tried.left_out],
  ] as const;
  return (
    <>
      <p className={css.hint}>{tried.found === 0 ? t('automations.dry.nothing') : t('automations.dry.sum', { found: tried.found, since: date(tried.since.slice(0, 10)), looked: number(tried.looked_at, 0) })}</p>
      {tried.found > 0 && (
        <dl className={css.figures}>
          {figures.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="num">{number(value, 0)}</dd>
            </div>
          ))}
        </dl>
      )}
      <ul className={css.limits}>
        {tried.limits.map((limit) => (
          <li key={limit}>{t(`automations.limit.${limit}`)}</li>
        ))}
      </ul>
    </>
  );
}

function Items({ tried }: { readonly tried: Tried }) {
  const { saidOf } = useDetails();
  return (
    <ul className={css.list}>
      {tried.items.map((item) => {
        const subject = item.record && subjectOf(item.record);
        return (
          <li key={item.event_id}>
            <div className={css.what}>
              <div className={css.tools}>
                <StateBadge tone={tones[item.verdict]}>{t(`automations.verdict.${item.verdict}`)}</StateBadge>
                {subject ? (
                  <RecordLink kind={subject.kind} id={subject.id}>
                    {item.record_name ?? subject.kind}
                  </RecordLink>
                ) : null}
                <span className={css.when}>{instant(item.happened_at)}</span>
              </div>
              {item.why && <p className={css.hint}>{saidOf(item.why)}</p>}
              <Saw saw={item.saw} />
              {item.would.length > 0 && (
                <ol className={css.would}>
                  {item.would.map((would, at) => (
                    <li key={at}>{[t(`automations.action.${would.action.kind}`), would.text].filter(Boolean).join(': ')}</li>
                  ))}
                </ol>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
