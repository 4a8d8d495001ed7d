import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import css from './admin.module.css';

/** Something that is shown this once only: who made it copies it next. */
export function Secret({ value }: { value: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(value).then(() => setCopied(true), () => undefined);
  };
  return (
    <div className={css.secret}>
      <code>{value}</code>
      <Button autoFocus variant="default" leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />} onClick={() => void copy()}>
        {copied ? t('admin.copied') : t('admin.copy')}
      </Button>
    </div>
  );
}
