import { useQuery } from '@tanstack/react-query';
import { LoseDialog, WinDialog } from '../deal/CloseDialogs.tsx';
import { dealQuery } from '../deals/queries.ts';

type Props = { readonly id: string; readonly kind: 'win' | 'lose'; readonly onClose: () => void; readonly onDone: () => void };

/** A card dropped on won or lost: asks what closing needs; until then, and after a cancel, the card is where it was. */
export function CloseAsk({ id, kind, onClose, onDone }: Props) {
  const { data } = useQuery(dealQuery(id));
  if (!data) return null;
  const props = { deal: data.value, etag: data.etag, onClose, onDone };
  return kind === 'win' ? <WinDialog {...props} /> : <LoseDialog {...props} />;
}
