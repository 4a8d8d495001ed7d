import { Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import { sentence } from '../../api/problems.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { Section } from '../../ui/Page.tsx';
import { Columns } from './Columns.tsx';
import { doWith, saveSettings } from './change.ts';
import { check, discard, fetchImport, isDraft, type Import, type Settings } from './data.ts';
import css from './imports.module.css';
import { Options } from './Options.tsx';
import { Meanings } from './Meanings.tsx';
import { Reading } from './Reading.tsx';

type Props = {
  readonly one: Import;
  readonly onChanged: (next: Import) => void;
  /** Tells whether something is said that is not saved. */
  readonly onDirty: (dirty: boolean) => void;
  readonly onLeave: () => void;
};

/** What the columns and values of a file mean, and how it is imported; then it is tried out, and run. */
export function Mapping({ one, onChanged, onDirty, onLeave }: Props) {
  const [settings, setSettings] = useState<Settings>(one.settings);
  const [busy, setBusy] = useState<'check' | 'save' | 'discard'>();
  const [problem, setProblem] = useState<string>();
  // What it is written on: what others say meanwhile is shown while nothing is written here, and met when it is saved.
  const [base, setBase] = useState(one);
  const changed = JSON.stringify(settings) !== JSON.stringify(base.settings);
  const stand = (newer: Import) => {
    setBase(newer);
    setSettings(newer.settings);
  };
  if (!changed && one.version > base.version) stand(one);
  useEffect(() => onDirty(changed), [changed, onDirty]);
  /** Does something with what is said now, which is saved first. */
  const act = async (what: NonNullable<typeof busy>, doing: (saved: Import) => Promise<Import | null | undefined>) => {
    setBusy(what);
    setProblem(undefined);
    try {
      const saved = changed && what !== 'discard' ? await saveSettings(base, settings) : base;
      if (!saved) stand(await fetchImport(one.import_id));
      else if (saved !== base) {
        onChanged(saved);
        stand(saved);
      }
      const next = saved && (await doing(saved));
      if (next) onChanged(next);
    } catch (error) {
      setProblem(sentence(error));
    }
    setBusy(undefined);
  };
  const tryOut = () => void act('check', (saved) => doWith(saved, t('imports.crm.check'), isDraft, check));
  const says = settings.columns.some((rule) => rule.field);
  useCommands('imports', t('names.crm.imports'), [{ id: 'import.check', label: t('imports.crm.check'), keys: 'mod+Enter', run: tryOut }]);
  return (
    <>
      <Reading one={one} onChanged={onChanged} />
      <Section title={t('imports.crm.columns')} aside={<span className={css.hint}>{t('imports.crm.columns.hint')}</span>}>
        <Columns one={one} settings={settings} onChange={setSettings} />
      </Section>
      <Meanings one={one} settings={settings} onChange={setSettings} onSave={changed ? () => void act('save', async () => undefined) : undefined} />
      <Section title={t('imports.crm.options')}>
        <Options kind={one.kind} settings={settings} onChange={setSettings} />
      </Section>
      {problem && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
      <Group className={css.actions} gap={8}>
        <Button loading={busy === 'check'} disabled={!says} aria-keyshortcuts="Control+Enter" onClick={tryOut}>
          {t('imports.crm.check')}
        </Button>
        <Button
          variant="subtle"
          loading={busy === 'discard'}
          onClick={() =>
            void act('discard', async (saved) => {
              if (await doWith(saved, t('imports.crm.discard'), isDraft, discard)) onLeave();
              return undefined;
            })
          }
        >
          {t('imports.crm.discard')}
        </Button>
      </Group>
    </>
  );
}
