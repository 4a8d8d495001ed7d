import { Button, MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useOpened } from '../../ui/useOpened.ts';
import css from './parts.module.css';

type Props = {
  readonly label: string;
  readonly options: readonly string[];
  readonly value: readonly string[];
  readonly onSave: (value: string[]) => void;
  readonly onCancel: () => void;
};

/** Several of the choices of a field. */
export function ChoicesPick({ label, options, value, onSave, onCancel }: Props) {
  const saveOpened = useOpened(onSave);
  const [chosen, setChosen] = useState([...value]);
  return (
    <div className={css.stack} role="group" aria-label={label} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <MultiSelect aria-label={label} autoFocus size="xs" data={[...new Set([...options, ...value])]} value={chosen} onChange={setChosen} hidePickedOptions />
      <span className={css.end}>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button size="xs" onClick={() => saveOpened(chosen)}>
          {t('common.save')}
        </Button>
      </span>
    </div>
  );
}
