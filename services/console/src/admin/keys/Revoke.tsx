import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from '../admin.module.css';
import { revokeApiKey, type ApiKey } from '../queries.ts';

/** It cannot be taken back, so it is asked. */
export function Revoke({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const revoke = async () => {
    setBusy(true);
    try {
      await revokeApiKey(apiKey.api_key_id, newKey());
      toast.done(t('admin.key.wasRevoked', { name: apiKey.name }));
      onClose();
    } catch (error) {
      toast.failed(error);
      setBusy(false);
    }
    void queries.invalidateQueries({ queryKey: ['identity', 'api-keys'] });
  };
  return (
    <Dialog title={t('admin.key.revokeTitle', { name: apiKey.name })} onClose={onClose}>
      <div className={css.stack}>
        <p>{t('admin.key.revokeWhat')}</p>
        <div className={css.actions}>
          <Button color="red" loading={busy} onClick={() => void revoke()}>{t('admin.key.revoke')}</Button>
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
