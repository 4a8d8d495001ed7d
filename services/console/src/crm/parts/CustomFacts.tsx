import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { IconPencil } from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Facts } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { fieldsQuery, tagsQuery, type Custom, type Field, type FieldRecord, type FieldValue } from '../settings/queries.ts';
import { TagNames } from '../settings/TagName.tsx';
import { shownValue, without } from './custom.ts';
import { InlinePick } from './InlinePick.tsx';
import css from './parts.module.css';
import { soon } from '../../ui/soon.ts';

const TagsPick = soon(() => import('./TagsPick.tsx'), 'TagsPick');
const ChoicesPick = soon(() => import('./ChoicesPick.tsx'), 'ChoicesPick');

type Props = {
  readonly record: FieldRecord;
  /** Left out for records that have none. */
  readonly tags?: readonly string[];
  readonly custom: Custom;
  readonly canWrite: boolean;
  readonly onTags?: (tags: string[]) => Promise<unknown>;
  readonly onCustom: (custom: Custom) => Promise<unknown>;
};

/** The tags of a record and the values of the organisation's own fields, each changed in place. */
export function CustomFacts({ record, tags, custom, canWrite, onTags, onCustom }: Props) {
  const { data: fields } = useQuery(fieldsQuery(record));
  const { data: known } = useQuery(tagsQuery);
  const save = (field: Field, value: FieldValue | null) =>
    onCustom(value === null ? without(custom, field.field_id) : { ...custom, [field.field_id]: value }).then(() => {});
  return (
    <Facts
      items={[
        ...(tags && onTags
          ? [
              [
                t('crm.settings.tags'),
                <InlineOpen key="tags" label={t('crm.settings.tags')} shown={<TagNames ids={tags} tags={known} />} disabled={!canWrite}>
                  {(close) => <TagsPick tags={known ?? []} ids={tags} onSave={(ids) => void onTags(ids).then(close, toast.failed)} onCancel={close} />}
                </InlineOpen>,
              ] as const,
            ]
          : []),
        ...(fields ?? []).map((field) => [field.name, <Value key={field.field_id} field={field} value={custom[field.field_id]} canWrite={canWrite} save={save} />] as const),
      ]}
    />
  );
}

type ValueProps = { readonly field: Field; readonly value: FieldValue | undefined; readonly canWrite: boolean; readonly save: (field: Field, value: FieldValue | null) => Promise<void> };

function Value({ field, value, canWrite, save }: ValueProps) {
  const shown = shownValue(field, value);
  if (field.kind === 'choices')
    return (
      <InlineOpen label={field.name} shown={shown} disabled={!canWrite}>
        {(close) => (
          <ChoicesPick
            label={field.name}
            options={field.choices}
            value={Array.isArray(value) ? value : []}
            onSave={(chosen) => void save(field, chosen.length > 0 ? chosen : null).then(close, toast.failed)}
            onCancel={close}
          />
        )}
      </InlineOpen>
    );
  if (field.kind === 'choice' || field.kind === 'yes_no') {
    const yesNo = [
      { value: 'true', label: t('crm.field.yes') },
      { value: 'false', label: t('crm.field.no') },
    ];
    return (
      <InlinePick
        label={field.name}
        disabled={!canWrite}
        required={field.required}
        value={value === undefined ? null : String(value)}
        shown={shown}
        options={field.kind === 'choice' ? field.choices.map((one) => ({ value: one, label: one })) : yesNo}
        onSave={(next) => save(field, next === null ? null : field.kind === 'choice' ? next : next === 'true')}
      />
    );
  }
  const link = field.kind === 'url' && typeof value === 'string';
  return (
    <InlineEdit
      label={field.name}
      kind={field.kind === 'date' ? 'day' : field.kind === 'number' ? 'amount' : 'text'}
      required={field.required}
      disabled={!canWrite}
      value={typeof value === 'string' ? value : ''}
      shown={link && !canWrite ? <a href={value} rel="noreferrer noopener" target="_blank">{value}</a> : shown}
      onSave={(next) => save(field, next)}
    />
  );
}

type OpenProps = { readonly label: string; readonly shown: ReactNode; readonly disabled: boolean; readonly children: (close: () => void) => ReactNode };

/** A value with a pencil that opens what changes it, in place. */
function InlineOpen({ label, shown, disabled, children }: OpenProps) {
  const [open, setOpen] = useState(false);
  if (disabled) return <>{shown}</>;
  if (open) return children(() => setOpen(false));
  return (
    <span className={css.pick}>
      <span className={css.picked}>{shown}</span>
      <button type="button" className={css.pencil} aria-label={t('common.inline.edit', { label })} onClick={() => setOpen(true)}>
        <IconPencil size={14} aria-hidden />
      </button>
    </span>
  );
}
