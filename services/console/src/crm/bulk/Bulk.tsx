import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { details } from '../../api/details.ts';
import { sentence, toProblem, type ProblemError } from '../../api/problems.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DayInput } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import parts from '../parts/parts.module.css';
import css from './bulk.module.css';

/** What became of many records at once. */
export type Answer = {
  readonly changed: number;
  readonly refused: number;
  readonly items: readonly { readonly outcome: string; readonly code?: string | null; readonly detail?: string | null; readonly errors: ProblemError['errors'] }[];
};
type Option = { readonly value: string; readonly label: string };
/** What was chosen and typed for an action. */
export type Said = { readonly choice: string; readonly text: string; readonly day: string };
/** Something that can be done: what it asks for, and how it is said to the service. */
export type Deed<A> = {
  readonly kind: string;
  readonly label: string;
  /** One of these has to be chosen. */
  readonly options?: readonly Option[] | readonly { readonly group: string; readonly items: readonly Option[] }[];
  /** How the text is called, and whether it may be left empty. */
  readonly text?: { readonly label: string; readonly optional?: true };
  readonly day?: { readonly label: string; readonly optional?: true };
  readonly action: (said: Said) => A;
};
type Props<A, T extends Answer> = {
  readonly deeds: readonly Deed<A>[];
  readonly selected: ReadonlySet<string>;
  readonly nameOf: (item: T['items'][number]) => string;
  readonly send: (action: A, ids: string[], key: string) => Promise<T>;
  readonly onDone: () => void;
  readonly onClear: () => void;
};

const nothing: Said = { choice: '', text: '', day: '' };
const most = 500;

/** Why each record refused, in words for people. */
async function whys(answer: Answer): Promise<ReadonlyMap<Answer['items'][number], string>> {
  const known = await details();
  const why = ({ code, detail, errors }: Answer['items'][number]) => tMaybe(`crm.bulk.why.${code}`, sentence(toProblem(known, code ?? '', 409, detail ?? '', errors)));
  return new Map(answer.items.filter((item) => item.outcome === 'refused').map((item) => [item, why(item)]));
}

/** What can be done to the selected records, all at once; those that refuse are named with the reason. */
export function Bulk<A, T extends Answer>({ deeds, selected, nameOf, send, onDone, onClear }: Props<A, T>) {
  const [kind, setKind] = useState(deeds[0]?.kind ?? '');
  const [said, setSaid] = useState(nothing);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ReadonlyMap<T['items'][number], string>>();
  // The same for every try of the same selection and action.
  const [key, setKey] = useState(newKey);
  const deed = deeds.find((one) => one.kind === kind) ?? deeds[0];
  if (!deed) return null;
  const say = (patch: Partial<Said>) => {
    setSaid({ ...said, ...patch });
    setKey(newKey());
  };
  const choose = (next: string) => {
    setKind(next);
    setSaid(nothing);
    setKey(newKey());
  };
  const ready =
    (!deed.options || said.choice !== '') && (!deed.text || deed.text.optional || said.text.trim() !== '') && (!deed.day || deed.day.optional || said.day !== '');
  const run = async () => {
    setBusy(true);
    try {
      const result = await send(deed.action({ ...said, text: said.text.trim() }), [...selected], key);
      setKey(newKey());
      onDone();
      toast.done(t('crm.bulk.done', { count: result.changed }));
      if (result.refused > 0) setRefused(await whys(result));
      else onClear();
    } catch (error) {
      toast.failed(error, () => void run());
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={css.bulk} role="region" aria-label={t('crm.bulk.do')} data-print="off">
      <strong role="status">{t('crm.bulk.selected', { count: selected.size })}</strong>
      <Select aria-label={t('crm.bulk.do')} data={deeds.map((one) => ({ value: one.kind, label: one.label }))} value={deed.kind} allowDeselect={false} onChange={(next) => next && choose(next)} />
      {deed.options && (
        <Select
          aria-label={deed.label}
          placeholder={t('crm.bulk.choose')}
          data={deed.options as { value: string; label: string }[]}
          value={said.choice || null}
          searchable
          selectFirstOptionOnChange
          onChange={(next) => say({ choice: next ?? '' })}
        />
      )}
      {deed.text && <TextInput aria-label={deed.text.label} placeholder={deed.text.label} value={said.text} onChange={(event) => say({ text: event.currentTarget.value })} />}
      {deed.day && <DayInput bare label={deed.day.label} value={said.day} onChange={(day) => say({ day })} />}
      <Button loading={busy} disabled={!ready || selected.size > most} onClick={() => void run()}>
        {t('crm.bulk.apply')}
      </Button>
      <Button variant="subtle" onClick={onClear}>
        {t('crm.bulk.clear')}
      </Button>
      {selected.size > most && <span className={parts.hint}>{t('crm.bulk.tooMany')}</span>}
      {refused && (
        <Dialog title={t('crm.bulk.refused', { count: refused.size })} onClose={() => setRefused(undefined)}>
          <ul className={parts.list}>
            {[...refused].map(([item, why], at) => (
              <li key={at}>
                <span>
                  {nameOf(item)}
                  <span className={parts.sub}>{why}</span>
                </span>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </div>
  );
}
