import { Button, TagsInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { toast } from '../../ui/toasts.tsx';
import { makeTag, tagsQuery, type Tag } from '../settings/queries.ts';
import { useOpened } from '../../ui/useOpened.ts';
import css from './parts.module.css';

type Props = { readonly tags: readonly Tag[]; readonly ids: readonly string[]; readonly onSave: (ids: string[]) => void; readonly onCancel: () => void };

const sameName = (a: string, b: string) => a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/** The tags of a record; a word that is no tag yet becomes one. */
export function TagsPick({ tags, ids, onSave, onCancel }: Props) {
  const saveOpened = useOpened(onSave);
  const queries = useQueryClient();
  const mayMake = useMay()('crm:deal:write');
  const [names, setNames] = useState(() => ids.flatMap((id) => tags.find((tag) => tag.tag_id === id)?.name ?? []));
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const chosen: string[] = [];
      for (const name of names) {
        const known = tags.find((tag) => sameName(tag.name, name));
        if (known) chosen.push(known.tag_id);
        else if (mayMake) chosen.push((await makeTag({ name: name.trim() }, newKey())).tag_id);
      }
      void queries.invalidateQueries({ queryKey: tagsQuery.queryKey });
      saveOpened([...new Set(chosen)]);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={css.stack} role="group" aria-label={t('crm.settings.tags')} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <TagsInput
        aria-label={t('crm.settings.tags')}
        autoFocus
        size="xs"
        data={tags.map((tag) => tag.name)}
        value={names}
        onChange={setNames}
        isDuplicate={(value, current) => current.some((one) => sameName(one, value))}
        maxTags={50}
      />
      <span className={css.end}>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button size="xs" loading={busy} onClick={() => void save()}>
          {t('common.save')}
        </Button>
      </span>
    </div>
  );
}
