import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { date, percent, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount } from '../../i18n/parse.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { AmountField, ChoiceField, FormFrame, useForm } from '../../ui/form/index.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { goalOrders } from '../parts/orders.ts';
import { useHeads } from '../parts/useHeads.tsx';
import { Export } from '../../ui/Export.tsx';
import file from '../../ui/export.module.css';
import { progressQuery, removeGoal, setGoal, teamsQuery, type Progress } from './data.ts';
import { Missing } from './Missing.tsx';
import { monthsAround, quarterOf } from './months.ts';
import { ordered } from './ordered.ts';

const whose = (goal: Progress) => goal.team_name ?? goal.member_name ?? (goal.team_id || goal.member_id ? t('forecast.unnamed') : t('forecast.goals.everybody'));
/** A month is called by its name. */
function Time({ of: { starts_on: from, ends_on: to } }: { readonly of: Progress }) {
  if (from.slice(0, 7) === to.slice(0, 7)) return <span className="num">{date(from, 'month')}</span>;
  return (
    <>
      <span className="num">{date(from)} –</span> <span className="num">{date(to)}</span>
    </>
  );
}
const part = (of: Progress) => (Number(of.amount.amount) > 0 ? (Number(of.won.amount) / Number(of.amount.amount)) * 100 : 0);

/** What is to be won, and how far that is: won, committed, and what the odds make of the rest. */
export function Goals() {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:settings:manage');
  const shown = monthsAround(today(), -3, 6);
  const { data, error, isPending, refetch } = useQuery(progressQuery(shown[0] ?? '', shown.at(-1) ?? ''));
  const { sort, select, head } = useHeads('order', goalOrders);
  const [asked, setAsked] = useState(false);
  // CRM keeps goals and reporting counts them: what was just changed is there a moment later.
  const refresh = () => setTimeout(() => void queries.invalidateQueries({ queryKey: ['reporting', 'forecast', 'goals'] }), 1000);
  const remove = (goal: Progress) =>
    removeGoal(goal.goal_id, newKey()).then(() => {
      toast.done(t('forecast.goals.removed', { whose: whose(goal) }));
      refresh();
    }, toast.failed);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <Section
      title={t('forecast.goals.title')}
      aside={
        <div className={file.beside}>
          <Export rows={data?.length} service="reporting" list="forecast-goals" query={{ from: shown[0], to: shown.at(-1) }} />
          {select(data?.length ?? 0)}
          {canWrite && (
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked(true)}>
              {t('forecast.goals.new')}
            </Button>
          )}
        </div>
      }
    >
      {isPending && <Waiting columns={4} label={t('forecast.goals.title')} />}
      {data?.length === 0 && <Empty kind="nothing" title={t('forecast.goals.none')} what={t('forecast.goals.what')} example={t('forecast.goals.example')} />}
      {data && data.length > 0 && (
        <Table
          label={t('forecast.goals.title')}
          pinned
          rows={ordered(data, sort, (goal) => goal.team_name ?? goal.member_name ?? undefined)}
          rowId={(goal) => goal.goal_id}
          columns={[
            {
              id: 'whose',
              ...head('whose', t('forecast.goals.whose')),
              cell: (goal) => (
                <>
                  {whose(goal)}
                  <Missing rates={goal.missing_rates} />
                </>
              ),
            },
            { id: 'time', ...head('from', t('forecast.goals.time')), cell: (goal) => <Time of={goal} /> },
            { id: 'goal', ...head('amount', t('forecast.goals.goal'), 'end'), cell: (goal) => <MoneyCell value={goal.amount} style="exact" /> },
            { id: 'won', header: t('forecast.won'), align: 'end', cell: (goal) => <MoneyCell value={goal.won} style="exact" /> },
            { id: 'reached', header: t('forecast.goals.reached'), align: 'end', cell: (goal) => <span className="num">{percent(part(goal), 0)}</span> },
            { id: 'commit', header: t('forecast.commit'), align: 'end', cell: (goal) => <MoneyCell value={goal.commit} style="exact" /> },
            { id: 'stage', header: t('forecast.byStage'), align: 'end', cell: (goal) => <MoneyCell value={goal.by_stage} style="exact" /> },
            ...(canWrite
              ? [
                  {
                    id: 'tools',
                    header: <span className="hidden">{t('forecast.tools')}</span>,
                    cell: (goal: Progress) => (
                      <ActionIcon size={28} variant="subtle" aria-label={t('forecast.goals.remove', { whose: whose(goal) })} onClick={() => void remove(goal)}>
                        <IconTrash size={16} aria-hidden />
                      </ActionIcon>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {asked && (
        <NewGoal
          onClose={() => setAsked(false)}
          onSaved={() => {
            toast.done(t('forecast.goals.later'));
            refresh();
          }}
        />
      )}
    </Section>
  );
}

function NewGoal({ onClose, onSaved }: { readonly onClose: () => void; readonly onSaved: () => void }) {
  const { organization } = useSession();
  const { data: members } = useQuery(membersQuery);
  const { data: teams } = useQuery(teamsQuery);
  const currency = organization.base_currency;
  const form = useForm({
    name: 'forecast.goal.new',
    initial: { whose: 'all', span: 'month', from: today().slice(0, 7), amount: '' },
    pointers: { amount: '/amount/amount', whose: '/member_id' },
    validate: (values) => ({
      amount: Number(parseAmount(values.amount) ?? 0) > 0 ? undefined : t('forecast.goals.amountWrong'),
    }),
    submit: ({ whose: of, span, from, amount }, key) => {
      const [kind, id = null] = of.split(' ');
      const quarter = span === 'quarter';
      return setGoal(
        {
          member_id: kind === 'member' ? id : null,
          team_id: kind === 'team' ? id : null,
          span: quarter ? 'quarter' : 'month',
          from: quarter ? quarterOf(from) : from,
          amount: { amount: parseAmount(amount) ?? '', currency },
        },
        key,
      );
    },
    onDone: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <Dialog title={t('forecast.goals.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <ChoiceField
          form={form}
          name="whose"
          label={t('forecast.goals.whose')}
          options={[
            { value: 'all', label: t('forecast.goals.everybody') },
            ...(teams ?? []).filter((team) => !team.archived).map((team) => ({ value: `team ${team.team_id}`, label: `${t('forecast.team')}: ${team.name}` })),
            ...(members ?? []).map((member) => ({ value: `member ${member.member_id}`, label: member.name })),
          ]}
        />
        <ChoiceField form={form} name="span" label={t('forecast.goals.span')} options={(['month', 'quarter'] as const).map((value) => ({ value, label: t(`forecast.goals.span.${value}`) }))} />
        <ChoiceField form={form} name="from" label={t('forecast.goals.from')} options={monthsAround(today(), 0, 17).map((value) => ({ value, label: date(`${value}-01`, 'month') }))} />
        <AmountField form={form} name="amount" label={t('forecast.amount', { currency })} currency={currency} required />
      </FormFrame>
    </Dialog>
  );
}
