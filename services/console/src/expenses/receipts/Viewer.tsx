import { ActionIcon, Button } from '@mantine/core';
import { IconExternalLink, IconRotateClockwise, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useState } from 'react';
import { bytes, instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Receipt } from '../claims/queries.ts';
import css from './receipts.module.css';
import { receiptAddress } from './transfer.ts';

const steps = [1, 1.5, 2, 3] as const;

/** A receipt large enough to read: zoom, turn, or the PDF by itself. */
export function Viewer({ claim, receipt }: { claim: string; receipt: Receipt }) {
  const [zoom, setZoom] = useState(0);
  const [turn, setTurn] = useState(0);
  const address = receiptAddress(claim, receipt.receipt_id);
  const pdf = receipt.content_type === 'application/pdf';
  return (
    <div className={css.viewer}>
      <div className={css.tools}>
        <span>{`${receipt.name} · ${bytes(receipt.size_bytes)} · ${instant(receipt.uploaded_at)}`}</span>
        {!pdf && (
          <>
            <ActionIcon onClick={() => setZoom((now) => Math.max(0, now - 1))} disabled={zoom === 0} aria-label={t('expenses.receipt.smaller')}><IconZoomOut size={18} aria-hidden /></ActionIcon>
            <ActionIcon onClick={() => setZoom((now) => Math.min(steps.length - 1, now + 1))} disabled={zoom === steps.length - 1} aria-label={t('expenses.receipt.larger')}><IconZoomIn size={18} aria-hidden /></ActionIcon>
            <ActionIcon onClick={() => setTurn((now) => (now + 90) % 360)} aria-label={t('expenses.receipt.turn')}><IconRotateClockwise size={18} aria-hidden /></ActionIcon>
          </>
        )}
      </div>
      {pdf ? (
        <div className={css.pdf}>
          <Button component="a" href={address} target="_blank" rel="noreferrer" variant="default" leftSection={<IconExternalLink size={16} aria-hidden />}>
            {t('expenses.receipt.openPdf')}
          </Button>
        </div>
      ) : (
        <div className={css.paper} tabIndex={0} role="group" aria-label={receipt.name}>
          <img src={address} alt={t('expenses.receipt.picture', { name: receipt.name })} style={{ inlineSize: `${(steps[zoom] ?? 1) * 100}%`, rotate: `${turn}deg` }} />
        </div>
      )}
    </div>
  );
}
