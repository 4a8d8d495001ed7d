import { ActionIcon, Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import parts from '../parts/parts.module.css';
import { changePipeline } from './change.ts';
import { moved } from './moved.ts';
import { OrderedList } from './OrderedList.tsx';
import { createPipeline, fieldsQuery, type Pipeline } from './queries.ts';
import css from './settings.module.css';
import { fits, requestOf, requirementOf, roles, simple, stagesOf, wordOf, type StageValues } from './stages.ts';

type Props = { readonly pipeline?: Pipeline; readonly onClose: () => void; readonly onSaved: () => void };

const fresh = (): StageValues => ({ key: crypto.randomUUID(), name: '', odds: '50', stale: '', requires: [] });
const read = <T,>(text: string) => JSON.parse(text) as T;

/** A pipeline with its stages; one that is left out says where its open deals go. */
export function PipelineDialog({ pipeline, onClose, onSaved }: Props) {
  const { data: fields } = useQuery(fieldsQuery('deal'));
  const before = pipeline ? stagesOf(pipeline) : [];
  const closing = (status: 'won' | 'lost') => pipeline?.stages.find((stage) => stage.status === status)?.requires.map(wordOf) ?? [];
  const form = useForm({
    name: `crm.pipeline.${pipeline?.pipeline_id ?? 'new'}`,
    initial: {
      name: pipeline?.name ?? '',
      stages: JSON.stringify(pipeline ? before : [fresh()]),
      moves: '{}',
      won: JSON.stringify(closing('won')),
      lost: JSON.stringify(closing('lost')),
    },
    validate: (values) => ({
      name: values.name.trim() ? undefined : t('common.form.required'),
      stages: read<StageValues[]>(values.stages).every(fits) ? undefined : t('crm.stage.wrong'),
    }),
    submit: async (values, key): Promise<unknown> => {
      const body = {
        name: values.name.trim(),
        stages: read<StageValues[]>(values.stages).map(requestOf),
        won: { requires: read<string[]>(values.won).flatMap(requirementOf) },
        lost: { requires: read<string[]>(values.lost).flatMap(requirementOf) },
      };
      if (!pipeline) return createPipeline(body, key);
      const moves = Object.entries(read<Record<string, string>>(values.moves)).map(([from_stage_id, to_stage_id]) => ({ from_stage_id, to_stage_id }));
      return changePipeline(pipeline, { ...body, moves }, key);
    },
    onDone: () => {
      onSaved();
      onClose();
    },
  });
  const stages = read<StageValues[]>(form.values.stages);
  const moves = read<Record<string, string>>(form.values.moves);
  const setStages = (next: readonly StageValues[]) => form.set({ stages: JSON.stringify(next) });
  const change = (key: string, patch: Partial<StageValues>) => setStages(stages.map((stage) => (stage.key === key ? { ...stage, ...patch } : stage)));
  const removed = before.filter((old) => stages.every((stage) => stage.id !== old.id));
  const asks = [
    { group: t('crm.stage.says'), items: simple.map((value) => ({ value: value as string, label: t(`crm.requires.${value}`) })) },
    { group: t('crm.people'), items: roles.map((role) => ({ value: `role:${role}`, label: t(`crm.role.${role}`) })) },
    { group: t('crm.settings.fields'), items: (fields ?? []).map((field) => ({ value: `field:${field.field_id}`, label: field.name })) },
  ].filter((group) => group.items.length > 0);
  return (
    <Dialog title={pipeline ? t('crm.settings.edit', { name: pipeline.name }) : t('crm.pipeline.new')} onClose={onClose} size={530}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('crm.settings.name')} required autoFocus />
        <OrderedList
          label={t('crm.board.stages')}
          onMove={(from, to) => setStages(moved(stages, from, to))}
          items={stages.map((stage, index) => ({
            id: stage.key,
            name: stage.name || String(index + 1),
            content: (
              <>
                <div className={css.stage} role="group" aria-label={stage.name || String(index + 1)}>
                  <TextInput size="xs" label={t('crm.stage')} value={stage.name} onChange={(event) => change(stage.key, { name: event.currentTarget.value })} />
                  <TextInput size="xs" label={t('crm.stage.odds')} inputMode="numeric" value={stage.odds} onChange={(event) => change(stage.key, { odds: event.currentTarget.value.trim() })} />
                  <TextInput size="xs" label={t('crm.stage.stale')} inputMode="numeric" placeholder="–" value={stage.stale} onChange={(event) => change(stage.key, { stale: event.currentTarget.value.trim() })} />
                  <MultiSelect
                    size="xs"
                    label={t('crm.stage.requires')}
                    placeholder={stage.requires.length === 0 ? t('crm.stage.requiresNothing') : ''}
                    data={asks}
                    value={[...stage.requires]}
                    onChange={(requires) => change(stage.key, { requires })}
                    hidePickedOptions
                  />
                </div>
                <ActionIcon size={28} disabled={stages.length === 1} aria-label={t('crm.stage.remove', { name: stage.name || String(index + 1) })} onClick={() => setStages(stages.filter((one) => one.key !== stage.key))}>
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </>
            ),
          }))}
        />
        {form.errors.stages && <p role="alert" className={parts.hint}>{form.errors.stages}</p>}
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} disabled={stages.length >= 30} onClick={() => setStages([...stages, fresh()])}>
          {t('crm.stage.add')}
        </Button>
        {removed.map((old) => (
          <Select
            key={old.key}
            label={t('crm.stage.goTo', { name: old.name })}
            data={stages.flatMap((stage) => (stage.id ? [{ value: stage.id, label: stage.name }] : []))}
            value={moves[old.id ?? ''] ?? null}
            onChange={(to) => form.set({ moves: JSON.stringify({ ...moves, ...(to ? { [old.id ?? '']: to } : {}) }) })}
          />
        ))}
        {(['won', 'lost'] as const).map((status) => (
          <MultiSelect
            key={status}
            size="xs"
            label={t(`crm.stage.requires.${status}`)}
            data={asks}
            value={read<string[]>(form.values[status])}
            onChange={(requires) => form.set({ [status]: JSON.stringify(requires) })}
            hidePickedOptions
          />
        ))}
      </FormFrame>
    </Dialog>
  );
}
