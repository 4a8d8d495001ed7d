/* Winning, losing and reopening: what happens is named before it happens, and waited for. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Versioned, Schema } from '../../api/client.ts';
import { money, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, CheckField, ChoiceField, DayField, FormFrame, useForm } from '../../ui/form/index.ts';
import type { DealDetails } from '../deals/queries.ts';
import { reasonsQuery } from '../settings/queries.ts';
import css from './deal.module.css';
import { loseDeal, reopenDeal, winDeal } from './moves.ts';
import { settleDeal } from './useDeal.ts';

type Props = {
  readonly deal: DealDetails;
  readonly etag: string;
  readonly onClose: () => void;
  readonly onDone?: () => void;
};
type Answer = Versioned<Schema<'DealView'>>;

function useDone({ onClose, onDone }: Props) {
  const queries = useQueryClient();
  return (answer: Answer) => {
    settleDeal(queries, answer);
    onDone?.();
    onClose();
  };
}

/** What a deal lacks to be won; the service would refuse it. */
export const missing = (deal: Pick<DealDetails, 'account_id' | 'lines'>): ('account' | 'lines')[] => [
  ...(deal.account_id ? [] : (['account'] as const)),
  ...(deal.lines.length > 0 ? [] : (['lines'] as const)),
];

export function WinDialog(props: Props) {
  const { deal, etag, onClose } = props;
  const again = deal.win_no > 0;
  const lacks = missing(deal);
  const form = useForm({
    name: `crm.win.${deal.deal_id}`,
    initial: { won_on: today() },
    submit: (values, key) => winDeal(deal.deal_id, { won_on: values.won_on || null, ...(again ? { project: 'revive' as const } : {}) }, key, etag),
    onDone: useDone(props),
  });
  if (lacks.length > 0)
    return (
      <Dialog title={t('crm.win.title', { name: deal.name })} onClose={onClose}>
        <p className={css.tell}>{t('crm.win.lacks')}</p>
        <ul className={css.tell}>
          {lacks.map((one) => (
            <li key={one}>{t(`crm.win.lacks.${one}`)}</li>
          ))}
        </ul>
      </Dialog>
    );
  return (
    <Dialog title={t('crm.win.title', { name: deal.name })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('crm.win.do')} onCancel={onClose}>
        <Tell>{again ? t('crm.win.revives', { value: money(deal.value) }) : t('crm.win.opens', { value: money(deal.value), count: deal.lines.length })}</Tell>
        <Tell>{t('crm.win.back')}</Tell>
        <DayField form={form} name="won_on" label={t('crm.win.on')} />
      </FormFrame>
    </Dialog>
  );
}

/** A reason that is not on the list, told in words. */
const other = 'other';

export function LoseDialog(props: Props) {
  const { deal, etag, onClose } = props;
  const { data: reasons } = useQuery(reasonsQuery);
  const form = useForm({
    name: `crm.lose.${deal.deal_id}`,
    initial: { reason: '', note: '', lost_on: today() },
    validate: (values) => ({
      reason: values.reason ? undefined : t('common.form.required'),
      note: values.reason === other && !values.note.trim() ? t('common.form.required') : undefined,
    }),
    pointers: { reason: '/loss_reason_id', note: '/reason' },
    submit: (values, key) => {
      const chosen = values.reason === other ? {} : { loss_reason_id: values.reason };
      return loseDeal(deal.deal_id, { ...chosen, reason: values.note.trim() || null, lost_on: values.lost_on || null }, key, etag);
    },
    onDone: useDone(props),
  });
  return (
    <Dialog title={t('crm.lose.title', { name: deal.name })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('crm.lose.do')} onCancel={onClose}>
        <ChoiceField form={form} name="reason" label={t('crm.lose.reason')} required autoFocus options={[...(reasons ?? []).map((one) => ({ value: one.loss_reason_id, label: one.name })), { value: other, label: t('crm.lose.reason.other') }]} />
        <AreaField form={form} name="note" label={t('crm.lose.note')} required={form.values.reason === other} />
        <DayField form={form} name="lost_on" label={t('crm.lose.on')} />
      </FormFrame>
    </Dialog>
  );
}

export function ReopenDialog(props: Props) {
  const { deal, etag, onClose } = props;
  const may = useMay();
  const effect = deal.delivery?.on_reopen;
  const refused = effect === 'refuse';
  const mayForce = may('crm:deal:force_reopen');
  const form = useForm({
    name: `crm.reopen.${deal.deal_id}`,
    initial: { reason: '', force: false },
    validate: (values) => ({
      reason: values.reason.trim() ? undefined : t('common.form.required'),
      force: refused && !values.force ? t('crm.reopen.mustForce') : undefined,
    }),
    submit: (values, key) => reopenDeal(deal.deal_id, { reason: values.reason.trim(), force: values.force }, key, etag),
    onDone: useDone(props),
  });
  const title = t('crm.reopen.title', { name: deal.name });
  const tells = deal.status === 'lost' ? t('crm.reopen.lost') : deal.won_elsewhere ? t('crm.reopen.elsewhere') : effect ? t(`crm.reopen.${effect}`) : t('crm.reopen.unknown');
  if (refused && !mayForce)
    return (
      <Dialog title={title} onClose={onClose}>
        <p className={css.tell} data-tone="late">
          {tells}
        </p>
        <p className={css.tell}>{t('crm.reopen.mayNot')}</p>
      </Dialog>
    );
  return (
    <Dialog title={title} onClose={onClose}>
      <FormFrame form={form} submitLabel={refused ? t('crm.reopen.force') : t('crm.reopen.do')} onCancel={onClose}>
        <Tell tone={refused ? 'late' : effect === 'hold' ? 'warn' : undefined}>{tells}</Tell>
        <AreaField form={form} name="reason" label={t('crm.reopen.reason')} required autoFocus />
        {refused && <CheckField form={form} name="force" label={t('crm.reopen.understood')} />}
      </FormFrame>
    </Dialog>
  );
}

const Tell = ({ tone, children }: { tone?: 'late' | 'warn' | undefined; children: ReactNode }) => (
  <p className={css.tell} data-tone={tone}>
    {children}
  </p>
);
