import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { fieldsQuery } from '../settings/queries.ts';
import type { LeadForm } from './queries.ts';
import css from './rules.module.css';
import { addressOf, snippet } from './snippet.ts';

/** What to put into a web page: the address for programs, and a form of plain HTML. */
export function Embed({ form }: { readonly form: LeadForm }) {
  const { data: own = [] } = useQuery(fieldsQuery('lead'));
  const address = addressOf(form, location.origin);
  const html = snippet(form, own, location.origin, {
    label: (field) => t(field === 'email' ? 'leads.email' : `forms.field.${field}`),
    send: t('forms.send'),
    yes: t('crm.field.yes'),
    no: t('crm.field.no'),
  });
  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => toast.done(t('forms.copied')), toast.failed);
  return (
    <details className={css.embed}>
      <summary>{t('forms.embed')}</summary>
      {([[t('forms.address'), address], [t('forms.html'), html]] as const).map(([name, text]) => (
        <div key={name} className={css.code}>
          <div className={css.codeHead}>
            <strong>{name}</strong>
            <Button size="compact-sm" variant="default" onClick={() => copy(text)} aria-label={`${t('forms.copy')}: ${name}`}>
              {t('forms.copy')}
            </Button>
          </div>
          <pre tabIndex={0} role="group" aria-label={name} data-scroll>
            {text}
          </pre>
        </div>
      ))}
    </details>
  );
}
