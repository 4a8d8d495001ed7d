import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { searchIn } from '../../api/changes.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import css from '../leads/leads.module.css';
import type { MergeKind } from './queries.ts';
import { soon } from '../../ui/soon.ts';

const MergeDialog = soon(() => import('./Duplicates.tsx'), 'MergeDialog');

type Props = { readonly kind: MergeKind; readonly id: string; readonly name: string };
type Other = { readonly id: string; readonly name: string; readonly detail: string | null };

/** Makes one of this record and another one that somebody knows to be the same, however different it looks. */
export function MergeWith({ kind, id, name }: Props) {
  const [asked, setAsked] = useState(false);
  const [other, setOther] = useState<Other>();
  const close = () => {
    setAsked(false);
    setOther(undefined);
  };
  useCommands('merge', name, [{ id: 'merge.with', label: t('leads.merge.pick'), run: () => setAsked(true) }]);
  return (
    <>
      <Button {...(kind === 'lead' ? { size: 'xs' } : {})} variant="default" onClick={() => setAsked(true)}>
        {t('leads.merge.pick')}
      </Button>
      {asked && !other && <Pick kind={kind} id={id} onPick={setOther} onClose={close} />}
      {asked && other && <MergeDialog kind={kind} id={id} name={name} other={other} onClose={close} />}
    </>
  );
}

function Pick({ kind, id, onPick, onClose }: { readonly kind: MergeKind; readonly id: string; readonly onPick: (other: Other) => void; readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { data: found = [] } = useQuery({
    queryKey: ['crm', 'search', kind, typed],
    queryFn: ({ signal }) => searchIn('crm', typed, signal),
    enabled: typed.trim().length > 1,
  });
  const [seen, setSeen] = useState<Other>();
  const offered = found.filter((one) => one.kind === kind && one.id !== id && !one.activity);
  const label = (one: { readonly title: string; readonly detail: string | null }) => [one.title, one.detail].filter(Boolean).join(' · ');
  const known = offered.map((one) => ({ value: one.id, label: label(one) }));
  const data = seen && chosen === seen.id && !known.some((one) => one.value === chosen) ? [{ value: seen.id, label: label({ title: seen.name, detail: seen.detail }) }, ...known] : known;
  return (
    <Dialog title={t('leads.merge.pick')} onClose={onClose}>
      <div className={css.merge}>
        <Select
          label={t(`leads.merge.other.${kind}`)}
          description={t('leads.merge.other.hint')}
          searchable
          selectFirstOptionOnChange
          data-autofocus
          openOnFocus={false}
          data={data}
          filter={({ options }) => options}
          nothingFoundMessage={t('common.nothingFound')}
          searchValue={typed}
          onSearchChange={setTyped}
          value={chosen}
          onChange={(value) => {
            const one = offered.find((each) => each.id === value);
            if (one) setSeen({ id: one.id, name: one.title, detail: one.detail });
            setChosen(value);
          }}
        />
        <div className={css.triage}>
          <Button disabled={!seen || chosen !== seen.id} onClick={() => seen && onPick(seen)}>
            {t('leads.merge.go')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
