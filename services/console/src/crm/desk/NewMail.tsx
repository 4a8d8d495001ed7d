import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { MailForm } from '../mail/MailForm.tsx';

/** A mail to anybody; it is about those who have the addresses. */
export const NewMail = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title={t('desk.mails.new')} onClose={onClose} size={680}>
    <MailForm onClose={onClose} />
  </Dialog>
);
