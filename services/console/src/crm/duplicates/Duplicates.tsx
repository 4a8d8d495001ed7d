import { Button, Radio } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { newKey } from '../../api/client.ts';
import { sentence } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink, pageOf } from '../../shell/pages.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Candidates } from '../leads/Candidates.tsx';
import css from '../leads/leads.module.css';
import type { Candidate } from '../leads/queries.ts';
import { UndoEnd } from './Merged.tsx';
import { sameAs, merge, undoMerge, type MergeKind } from './queries.ts';

type Props = {
  readonly kind: 'account' | 'contact';
  readonly id: string;
  readonly name: string;
  readonly mergedInto: string | null | undefined;
  readonly canMerge: boolean;
};

/** Records of the same kind that may be the same as this one, and making one of two. Where it ended itself, where it went. */
export function Duplicates({ kind, id, name, mergedInto, canMerge }: Props) {
  const { data: same = [] } = useQuery({ ...sameAs(kind, id), enabled: !mergedInto });
  const [other, setOther] = useState<Candidate>();
  if (mergedInto)
    return (
      <Section title={t('leads.page.duplicates')}>
        <p className={css.hint}>
          <RecordLink kind={kind} id={mergedInto}>
            {t('leads.merge.ended')}
          </RecordLink>
        </p>
        <UndoEnd id={id} />
      </Section>
    );
  if (same.length === 0) return null;
  return (
    <Section title={t('leads.page.duplicates')}>
      <Candidates
        items={same}
        action={(one) =>
          canMerge && (
            <Button className={css.use} size="compact-sm" variant="default" aria-label={t('leads.merge.with', { name: one.name })} onClick={() => setOther(one)}>
              {t('leads.merge.short')}
            </Button>
          )
        }
      />
      {other && <MergeDialog kind={kind} id={id} name={name} other={other} onClose={() => setOther(undefined)} />}
    </Section>
  );
}

type DialogProps = { readonly kind: MergeKind; readonly id: string; readonly name: string; readonly other: Pick<Candidate, 'id' | 'name' | 'detail'>; readonly onClose: () => void };

/** Which of two goes on. What happens is said first, and can be undone. */
export function MergeDialog({ kind, id, name, other, onClose }: DialogProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(newKey());
  const [goesOn, setGoesOn] = useState(id);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  // Projects, invoices and figures of an account are counted with the one that goes on, too.
  const refresh = () => void queries.invalidateQueries(kind === 'account' ? {} : { queryKey: ['crm'] });
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const done = await merge(kind, goesOn, goesOn === id ? other.id : id, key.current);
      refresh();
      const undo = () => void undoMerge(done.merge_id, newKey()).then(refresh, toast.failed);
      toast.done(t('leads.merge.done', { name: goesOn === id ? name : other.name }), undo);
      onClose();
      const page = pageOf(kind, goesOn);
      if (page && goesOn !== id) void navigate({ to: page as never });
    } catch (failure) {
      setError(sentence(failure));
      key.current = newKey();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('leads.merge.title')} onClose={onClose}>
      <div className={css.merge}>
        <Radio.Group label={t('leads.merge.which')} value={goesOn} onChange={setGoesOn}>
          <Radio value={id} label={name} mt={8} />
          <Radio value={other.id} label={[other.name, other.detail].filter(Boolean).join(' · ')} mt={8} />
        </Radio.Group>
        <p className={css.tell}>{t(`leads.merge.tells.${kind}`)}</p>
        {kind === 'account' && <p className={css.tell}>{t('leads.merge.tells.money')}</p>}
        {error && (
          <p role="alert" className={css.late}>
            {error}
          </p>
        )}
        <div className={css.triage}>
          <Button loading={busy} onClick={() => void run()}>
            {t('leads.merge.do')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
