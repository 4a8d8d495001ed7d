import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t, tMaybe } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import type { RuleSays } from './change.ts';
import type { Sequence } from './data.ts';
import css from './mail.module.css';
import { readNumber } from './steps.ts';

type Rule = NonNullable<Sequence['rule']>;
const whens = ['lead', 'deal_lost', 'deal_won'] as const satisfies readonly Rule['when'][];
const stands = ['new', 'working', 'nurture'] as const;
const ends = ['replied', 'meeting', 'bounced', 'unsubscribed', 'deal_won', 'deal_lost', 'lead_converted', 'lead_disqualified'] as const;
const nobody = 'by_hand';

const begins = (when: Rule['when']): Rule => (when === 'lead' ? { when, status: null, min_score: null, source: null } : { when });

type Props = { readonly sequence: Sequence; readonly editable: boolean; readonly busy: boolean; readonly onSave: (on: Sequence, changes: RuleSays) => Promise<unknown> };

/** Who comes into a sequence by itself, and what ends it for whoever goes through it. */
export function RuleEditor({ sequence, editable, busy, onSave }: Props) {
  // What is written, and on what: live updates renew what is shown, and nothing of theirs is written over unseen.
  const [changed, setChanged] = useState<RuleSays & { readonly on: Sequence }>();
  const { rule, needs_consent } = changed ?? { rule: sequence.rule ?? null, needs_consent: sequence.needs_consent };
  const set = (changes: Partial<RuleSays>) => setChanged({ on: changed?.on ?? sequence, rule, needs_consent, ...changes });
  const only = (field: Partial<Extract<Rule, { when: 'lead' }>>) => rule?.when === 'lead' && set({ rule: { ...rule, ...field } });
  return (
    <Section title={t('mail.rule.title')}>
      <fieldset className={css.fieldset} disabled={!editable}>
        <legend className="hidden">{t('mail.rule.title')}</legend>
        <div className={css.fields}>
          <Select
            label={t('mail.rule.when')}
            disabled={!editable}
            data={[nobody, ...whens].map((value) => ({ value, label: t(`mail.rule.when.${value as typeof nobody | Rule['when']}`) }))}
            value={rule?.when ?? nobody}
            allowDeselect={false}
            onChange={(value) => set({ rule: whens.includes(value as Rule['when']) ? begins(value as Rule['when']) : null })}
          />
          {rule?.when === 'lead' && (
            <>
              <Select
                label={t('mail.rule.status')}
                placeholder={t('mail.rule.any')}
                disabled={!editable}
                clearable
                clearButtonProps={{ 'aria-label': t('common.filter.clear') }}
                data={stands.map((value) => ({ value, label: tMaybe(`leads.status.${value}`, value) }))}
                value={rule.status ?? null}
                onChange={(value) => only({ status: value as (typeof stands)[number] | null })}
              />
              <TextInput
                label={t('mail.rule.score')}
                placeholder={t('mail.rule.any')}
                inputMode="numeric"
                disabled={!editable}
                value={rule.min_score ?? ''}
                onChange={(event) => only({ min_score: readNumber(event.currentTarget.value) || null })}
              />
              <TextInput label={t('mail.rule.source')} placeholder={t('mail.rule.any')} disabled={!editable} value={rule.source ?? ''} onChange={(event) => only({ source: event.currentTarget.value || null })} />
            </>
          )}
        </div>
        <p className={css.hint}>{t(rule ? 'mail.rule.since' : 'mail.rule.none')}</p>
        <Checkbox mt={12} label={t('mail.seq.consent')} disabled={!editable} checked={needs_consent} onChange={(event) => set({ needs_consent: event.currentTarget.checked })} />
      </fieldset>
      <p className={css.hint}>{t('mail.rule.ends', { reasons: ends.map((one) => t(`mail.seq.exit.${one}`)).join(', ') })}</p>
      {changed && (
        <div className={css.tools}>
          <Button
            disabled={busy}
            onClick={() => {
              const tidy = rule?.when === 'lead' ? { ...rule, source: rule.source?.trim() || null } : rule;
              void onSave(changed.on, { rule: tidy, needs_consent }).then(() => setChanged(undefined));
            }}
          >
            {t('mail.rule.save')}
          </Button>
          <Button variant="default" onClick={() => setChanged(undefined)}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
    </Section>
  );
}
