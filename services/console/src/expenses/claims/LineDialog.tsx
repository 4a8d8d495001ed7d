import { useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFrame, useForm } from '../../ui/form/index.ts';
import { useOpened } from '../../ui/useOpened.ts';
import { toast } from '../../ui/toasts.tsx';
import { LineFields, lineErrors } from './LineFields.tsx';
import { emptyLine, fromLine, linePointers, toNewLine, type LineValues } from './lines.ts';
import type { Claim } from './queries.ts';
import { saveDraft, withLine } from './save.ts';

type Props = { readonly claim: Versioned<Claim>; readonly place: number; readonly onSaved: () => void; readonly onClose: () => void };

/** One line, new or there already; saved as soon as it is whole. */
export function LineDialog({ onSaved, onClose, ...now }: Props) {
  const { claim, place } = useOpened(now);
  const queries = useQueryClient();
  const { claim_id, lines, total } = claim.value;
  const line = lines[place];
  const alone = lines.length === 0 || (lines.length === 1 && line !== undefined);
  const form = useForm<LineValues, Versioned<Claim> | null>({
    name: `expenses.line.${claim_id}.${line?.claim_line_id ?? 'new'}`,
    initial: line ? fromLine(line) : emptyLine(today(), total.currency),
    pointers: linePointers(place),
    validate: lineErrors,
    submit: (values, key) => saveDraft(queries, claim, { lines: withLine(claim.value, place, toNewLine(values, line)) }, key),
    onDone: (saved) => {
      void queries.invalidateQueries({ queryKey: ['expenses', 'claims', 'list'] });
      if (saved) {
        onSaved();
        toast.done(t('expenses.line.saved'));
      }
      onClose();
    },
  });
  const title = line ? t('expenses.line.change') : t('expenses.line.add');
  return (
    <>
      <Dialog title={title} onClose={onClose}>
        <FormFrame form={form} submitLabel={line ? t('common.save') : t('expenses.line.add')} onCancel={onClose}>
          <LineFields form={form} currencies={alone} />
        </FormFrame>
      </Dialog>
    </>
  );
}
