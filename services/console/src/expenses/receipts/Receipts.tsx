import { ActionIcon } from '@mantine/core';
import { IconCamera, IconFileTypePdf, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { sentence } from '../../api/problems.ts';
import { bytes } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { claimQuery, type ClaimLine } from '../claims/queries.ts';
import css from './receipts.module.css';
import { accepted, deleteReceipt, faultOf, mostBytes, receiptAddress, uploadReceipt } from './transfer.ts';

/** A file that was not taken, and why, in words. */
export type Refused = { readonly line: string; readonly why: string };

type Props = {
  readonly claim: string;
  readonly line: ClaimLine;
  readonly change: boolean;
  /** What was refused last on this claim; whoever does something with the claim takes it away by `onRefused`. */
  readonly refused?: Refused | undefined;
  readonly onRefused?: (refused: Refused | undefined) => void;
};

/** The receipts of a line: small pictures that open in full, and the camera for one more. */
export function Receipts({ claim, line, change, refused, onRefused }: Props) {
  const queries = useQueryClient();
  const id = useId();
  const [part, setPart] = useState<number>();
  if (!line.receipts) return null;
  const refuse = (why: string | undefined) => onRefused?.(why === undefined ? undefined : { line: line.claim_line_id, why });
  const refresh = () => queries.invalidateQueries({ queryKey: claimQuery(claim).queryKey });
  const add = async (file: File | undefined) => {
    if (!file) return;
    const fault = faultOf(file);
    if (fault) return refuse(fault === 'type' ? t('expenses.receipt.wrongType') : t('expenses.receipt.tooLarge', { size: bytes(file.size), most: bytes(mostBytes) }));
    refuse(undefined);
    setPart(0);
    try {
      await uploadReceipt({ claim, line: line.claim_line_id, name: file.name, file, onProgress: setPart });
      await refresh();
      toast.done(t('expenses.receipt.added', { name: file.name }));
    } catch (error) {
      refuse(sentence(error));
    }
    setPart(undefined);
  };
  const remove = async (receipt: string, name: string) => {
    try {
      await deleteReceipt(claim, receipt);
      refuse(undefined);
      toast.done(t('expenses.receipt.removed', { name }));
    } catch (error) {
      toast.failed(error);
    }
    await refresh();
  };
  return (
    <div className={css.receipts}>
      {line.receipts.map((receipt) => (
        <figure key={receipt.receipt_id} className={css.thumb}>
          <a href={receiptAddress(claim, receipt.receipt_id)} target="_blank" rel="noreferrer" aria-label={t('expenses.receipt.open', { name: receipt.name })}>
            {receipt.content_type === 'application/pdf' ? <IconFileTypePdf size={28} stroke={1.4} aria-hidden /> : <img src={receiptAddress(claim, receipt.receipt_id)} alt="" loading="lazy" />}
          </a>
          {change && (
            <ActionIcon size="sm" onClick={() => void remove(receipt.receipt_id, receipt.name)} aria-label={t('expenses.receipt.remove', { name: receipt.name })}>
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          )}
        </figure>
      ))}
      {change && (
        <label className={css.add} htmlFor={id} data-busy={part !== undefined || undefined}>
          <IconCamera size={18} aria-hidden />
          <span>{part === undefined ? t('expenses.receipt.add') : t('expenses.receipt.sending')}</span>
          <input
            id={id}
            className="hidden"
            type="file"
            accept={[...accepted.filter((type) => !type.startsWith('image/')), 'image/*'].join(',')}
            capture="environment"
            disabled={part !== undefined}
            aria-label={`${t('expenses.receipt.add')}: ${line.description}`}
            onChange={(event) => {
              void add(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
      )}
      {part !== undefined && <progress className={css.bar} value={part} max={1} aria-label={t('expenses.receipt.sending')} />}
      {change && refused?.line === line.claim_line_id && <p role="alert" className={css.problem}>{refused.why}</p>}
    </div>
  );
}
