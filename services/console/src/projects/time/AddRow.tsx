import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { t } from '../../i18n/index.ts';
import { rowKey, type ProjectInfo, type RowRef } from './week.ts';

type Props = {
  readonly projects: ReadonlyMap<string, ProjectInfo>;
  readonly have: readonly RowRef[];
  readonly onPick: (ref: RowRef) => void;
};

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Finds project and task in one field: every word typed has to be in the task, its project or the client. */
export function AddRow({ projects, have, onPick }: Props) {
  const { groups, texts } = useMemo(() => {
    const taken = new Set(have.map(rowKey));
    const words = new Map<string, string>();
    const active = [...projects.values()].filter((project) => project.status === 'active');
    const all = active.flatMap((project) => {
      const items = project.tasks.filter((task) => !task.done && !taken.has(`${project.project_id}:${task.task_id}`)).map((task) => {
        const value = `${project.project_id}:${task.task_id}`;
        words.set(value, fold(`${project.name} ${project.account_name ?? ''} ${task.name}`));
        return { value, label: task.name };
      });
      return items.length > 0 ? [{ group: [project.name, project.account_name].filter(Boolean).join(' · '), items }] : [];
    });
    return { groups: all, texts: words };
  }, [projects, have]);
  const filter: SelectProps['filter'] = ({ options, search }) => {
    const wanted = fold(search).split(/\s+/).filter(Boolean);
    return options.flatMap((option) => {
      if (!('items' in option)) return [];
      const items = option.items.filter((item) => wanted.every((word) => texts.get(String(item.value))?.includes(word)));
      return items.length > 0 ? [{ ...option, items }] : [];
    });
  };
  return (
    <Select
      id="time-add"
      aria-label={t('projects.time.addRow')}
      placeholder={t('projects.time.addRow')}
      data={groups}
      value={null}
      searchable
      selectFirstOptionOnChange
      filter={filter}
      limit={60}
      maxDropdownHeight={320}
      nothingFoundMessage={t('projects.time.noTask')}
      w={300}
      maw="100%"
      onChange={(value) => {
        const [project_id, task_id] = value?.split(':') ?? [];
        if (project_id && task_id) onPick({ project_id, task_id });
      }}
    />
  );
}
