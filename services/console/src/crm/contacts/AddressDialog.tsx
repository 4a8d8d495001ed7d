import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFrame, useForm } from '../../ui/form/index.ts';
import { useOpened } from '../../ui/useOpened.ts';
import { AddressFields } from '../parts/AddressFields.tsx';
import { addressInitial, addressPointers, addressTyped } from '../parts/addressValues.ts';
import type { Contact } from './queries.ts';
import { contactLabel } from './useContact.ts';

type Props = {
  readonly contact: Contact;
  readonly onSave: (patch: Pick<Contact, 'address' | 'country'>) => Promise<unknown>;
  readonly onClose: () => void;
};

/** Where letters to a person go, changed as a whole. */
export function AddressDialog({ onClose, ...now }: Props) {
  const { contact, onSave } = useOpened(now);
  const form = useForm({
    name: `crm.contact.address.${contact.contact_id}`,
    initial: addressInitial(contact),
    pointers: addressPointers,
    submit: (values) => onSave(addressTyped(values)),
    onDone: onClose,
  });
  return (
    <Dialog title={`${contactLabel('address')}: ${contact.name}`} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <AddressFields form={form} />
      </FormFrame>
    </Dialog>
  );
}
