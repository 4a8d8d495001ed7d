/* Winning, losing and reopening: what happens is named before it happens, and waited for. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Versioned, Schema } from '../../api/client.ts';
import { ProblemError, type FieldError } from '../../api/problems.ts';
import { money, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, CheckField, ChoiceField, DayField, FormFrame, useForm } from '../../ui/form/index.ts';
import type { DealDetails } from '../deals/queries.ts';
import { reasonsQuery } from '../settings/queries.ts';
import { meeting } from '../../ui/meeting.tsx';
import { aboutDeal } from './about.ts';
import css from './deal.module.css';
import { loseDeal, reopenDeal, winDeal } from './moves.ts';
import { MendDialog } from './NeedDialog.tsx';
import { settleDeal } from './useDeal.ts';

type Props = {
  readonly deal: DealDetails;
  readonly etag: string;
  readonly onClose: () => void;
  readonly onDone?: () => void;
};
type Answer = Versioned<Schema<'DealView'>>;

/** What all three do: sent on what was seen, asked about when that is not so any more, and what a stage lacks is said in place. */
function useClosing({ deal, etag, onClose, onDone }: Props, label: string, can: (now: DealDetails) => boolean) {
  const queries = useQueryClient();
  const [lacks, setLacks] = useState<readonly FieldError[]>([]);
  const send = async (key: string, call: (etag: string, key: string) => Promise<Answer>): Promise<Answer | null | 'lacks'> => {
    try {
      return await meeting.act<DealDetails, Answer>({ ...aboutDeal(queries, { value: deal, etag }), label, can, key, send: call });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'stage-requirements') throw error;
      setLacks(error.errors);
      return 'lacks';
    }
  };
  const done = (answer: Answer | null | 'lacks') => {
    if (answer === 'lacks') return;
    if (answer) {
      settleDeal(queries, answer);
      onDone?.();
    }
    onClose();
  };
  return { send, done, lacks, mended: () => setLacks([]) };
}

type MendProps = { readonly deal: DealDetails; readonly title: string; readonly what: 'win' | 'lose'; readonly lacks: readonly FieldError[]; readonly onClose: () => void; readonly onMended: () => void };

/** Fills in what is missing; then the question stands again. */
const Mend = ({ deal, title, what, lacks, onClose, onMended }: MendProps) => (
  <MendDialog
    id={deal.deal_id}
    name={`crm.${what}.lacks.${deal.deal_id}`}
    title={title}
    tells={t(what === 'win' ? 'crm.win.lacks' : 'crm.lose.lacks')}
    go={t('crm.need.on')}
    missing={lacks}
    after={what}
    onClose={onClose}
    onSaved={() => Promise.resolve(onMended())}
  />
);

/** What every deal needs to be won, whatever its stage asks for besides; the service would refuse it. */
export const missing = (deal: Pick<DealDetails, 'account_id' | 'lines'>): FieldError[] => [
  ...(deal.account_id ? [] : [{ pointer: '/account_id', detail: '' }]),
  ...(deal.lines.length > 0 ? [] : [{ pointer: '/lines', detail: '' }]),
];

export function WinDialog(props: Props) {
  const { deal, onClose } = props;
  const again = deal.win_no > 0;
  const title = t('crm.win.title', { name: deal.name });
  const closing = useClosing(props, t('crm.win.do'), (now) => now.status === 'open');
  // What the service asked for is known only after it was asked; what is plain is asked for at once.
  const lacks = [...missing(deal), ...closing.lacks.filter((one) => !['/account_id', '/lines'].includes(one.pointer))];
  const form = useForm({
    name: `crm.win.${deal.deal_id}`,
    initial: { won_on: today() },
    submit: (values, key) => closing.send(key, (etag, sent) => winDeal(deal.deal_id, { won_on: values.won_on || null, ...(again ? { project: 'revive' as const } : {}) }, sent, etag)),
    onDone: closing.done,
  });
  if (lacks.length > 0) return <Mend deal={deal} title={title} what="win" lacks={lacks} onClose={onClose} onMended={closing.mended} />;
  return (
    <Dialog title={title} onClose={onClose}>
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
  const { deal, onClose } = props;
  const title = t('crm.lose.title', { name: deal.name });
  const closing = useClosing(props, t('crm.lose.do'), (now) => now.status === 'open');
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
      return closing.send(key, (etag, sent) => loseDeal(deal.deal_id, { ...chosen, reason: values.note.trim() || null, lost_on: values.lost_on || null }, sent, etag));
    },
    onDone: closing.done,
  });
  if (closing.lacks.length > 0) return <Mend deal={deal} title={title} what="lose" lacks={closing.lacks} onClose={onClose} onMended={closing.mended} />;
  return (
    <Dialog title={title} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('crm.lose.do')} onCancel={onClose}>
        <ChoiceField form={form} name="reason" label={t('crm.lose.reason')} required autoFocus options={[...(reasons ?? []).map((one) => ({ value: one.loss_reason_id, label: one.name })), { value: other, label: t('crm.lose.reason.other') }]} />
        <AreaField form={form} name="note" label={t('crm.lose.note')} required={form.values.reason === other} />
        <DayField form={form} name="lost_on" label={t('crm.lose.on')} />
      </FormFrame>
    </Dialog>
  );
}

export function ReopenDialog(props: Props) {
  const { deal, onClose } = props;
  const closing = useClosing(props, t('crm.reopen.do'), (now) => now.status !== 'open');
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
    submit: (values, key) => closing.send(key, (etag, sent) => reopenDeal(deal.deal_id, { reason: values.reason.trim(), force: values.force }, sent, etag)),
    onDone: closing.done,
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
