import { Button, Checkbox, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { searchIn } from '../../api/changes.ts';
import { newKey } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toasts.tsx';
import { createLead } from '../leads/queries.ts';
import type { Subject } from '../talk/data.ts';
import { fileMail, type Summary } from './kept.ts';
import css from './mail.module.css';

const kinds = ['contact', 'lead', 'deal', 'account'] as const;
const kindOf = (kind: string) => kinds.find((one) => one === kind);
type Props = { readonly mail: Summary; readonly onClose: () => void; readonly onDone: () => void };

/** Says what a mail is about: something that is known, or a new lead made from it. */
export function FileDialog({ mail, onClose, onDone }: Props) {
  const may = useMay();
  const canMake = may('crm:lead:write');
  const [typed, setTyped] = useState(mail.from_name ?? '');
  const [chosen, setChosen] = useState<string | null>(null);
  const [remember, setRemember] = useState(true);
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const { data: found = [] } = useQuery({
    queryKey: ['crm', 'search', 'subjects', typed],
    queryFn: ({ signal }) => searchIn('crm', typed, signal),
    enabled: typed.trim().length > 1,
  });
  const offered = found.flatMap((one) => {
    const kind = kindOf(one.kind);
    return kind && !one.activity ? [{ value: `${kind} ${one.id}`, label: [one.title, t(`names.crm.${kind}`), one.detail].filter(Boolean).join(' · ') }] : [];
  });
  const act = async (doing: () => Promise<unknown>) => {
    setBusy(true);
    try {
      if ((await doing()) !== null) toast.done(t('mail.unfiled.filed'));
      onClose();
    } catch (problem) {
      toast.failed(problem);
      setBusy(false);
    }
    onDone();
  };
  // Only people have addresses.
  const canRemember = (chosen?.startsWith('contact ') && may('crm:contact:write')) || (chosen?.startsWith('lead ') && canMake) || false;
  const file = () => {
    const [kind, id] = chosen?.split(' ') ?? [];
    if (kind && id) void act(() => fileMail(mail, { kind, id } as Subject, canRemember && remember));
  };
  const make = () =>
    act(async () => {
      const { value } = await createLead({ name: mail.from_name?.trim() || mail.from, email: mail.from, note: null, origin: { source: null } }, key);
      return fileMail(mail, { kind: 'lead', id: value.lead_id });
    });
  return (
    <Dialog title={t('mail.unfiled.fileOne', { subject: mail.subject })} onClose={onClose}>
      <div className={css.stack}>
        <Select
          label={t('mail.unfiled.about')}
          description={t('mail.unfiled.about.hint')}
          searchable
          data-autofocus
          openOnFocus={false}
          data={offered}
          filter={({ options }) => options}
          nothingFoundMessage={t('common.nothingFound')}
          searchValue={typed}
          onSearchChange={setTyped}
          value={chosen}
          onChange={setChosen}
        />
        {canRemember && <Checkbox label={t('mail.unfiled.remember', { address: mail.from })} description={t('mail.unfiled.remember.hint')} checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} />}
        <div className={css.tools}>
          <Button disabled={!chosen || busy} onClick={file}>
            {t('mail.unfiled.file')}
          </Button>
          {canMake && (
            <Button variant="default" disabled={busy} onClick={() => void make()}>
              {t('mail.unfiled.make', { name: mail.from_name ?? mail.from })}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
