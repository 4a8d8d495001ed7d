import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { tMaybe } from '../../i18n/index.ts';
import { countries, currencies, type Choice } from '../../i18n/places.ts';
import { sequencesQuery, type Trigger } from '../automations/data.ts';
import { membersQuery, pipelinesQuery } from '../deals/queries.ts';
import { formsQuery } from '../leadRules/queries.ts';
import { fieldsQuery, reasonsQuery, tagsQuery, type Field, type FieldRecord } from '../settings/queries.ts';
import { knownFields, words, type Known, type Source } from './fields.ts';
import type { Names } from './says.ts';

const records: readonly FieldRecord[] = ['deal', 'lead', 'account', 'contact'];
const combine = (all: readonly { readonly isPending: boolean; readonly data: Field[] | undefined }[]) => ({ ready: all.every((one) => !one.isPending), fields: all.flatMap((one) => one.data ?? []) });
const once = (names: readonly string[]): Choice[] => [...new Set(names)].map((value) => ({ value, label: value }));

/** What can be asked about a trigger, and what can be chosen; nothing until the own fields of the organisation are there. */
export function useNames(trigger: Trigger | undefined): Names | undefined {
  const own = useQueries({
    queries: records.filter((record) => trigger?.records.includes(record)).map(fieldsQuery),
    combine,
  });
  const fields = useMemo(() => (trigger && own.ready ? knownFields(trigger, own.fields) : undefined), [trigger, own]);
  const sources = useMemo(() => new Set([...(fields?.values() ?? [])].map((field) => field.source)), [fields]);
  const asks = (...any: Source[]) => ({ enabled: any.some((source) => sources.has(source)) });
  const { data: members = [] } = useQuery({ ...membersQuery, ...asks('members', 'memberIds') });
  const { data: pipelines } = useQuery({ ...pipelinesQuery, ...asks('stages', 'stageIds', 'pipelines') });
  const { data: tags = [] } = useQuery({ ...tagsQuery, ...asks('tags') });
  const { data: reasons = [] } = useQuery({ ...reasonsQuery, ...asks('reasons') });
  const { data: sequences = [] } = useQuery({ ...sequencesQuery, ...asks('sequences') });
  const { data: forms = [] } = useQuery({ ...formsQuery, ...asks('forms') });
  return useMemo(() => {
    if (!fields) return undefined;
    const ways = pipelines?.items ?? [];
    const of = (source: Source, field: Known): readonly Choice[] => {
      switch (source) {
        case 'members':
          return once(members.map((one) => one.name));
        case 'memberIds':
          return members.map((one) => ({ value: one.member_id, label: one.name }));
        case 'stages':
          return once(ways.flatMap((way) => way.stages.map((stage) => stage.name)));
        case 'stageIds':
          return ways.flatMap((way) => way.stages.map((stage) => ({ value: stage.stage_id, label: ways.length > 1 ? `${way.name}: ${stage.name}` : stage.name })));
        case 'pipelines':
          return once(ways.map((one) => one.name));
        case 'reasons':
          return once(reasons.map((one) => one.name));
        case 'sequences':
          return sequences.map((one) => ({ value: one.sequence_id, label: one.name }));
        case 'forms':
          return forms.map((one) => ({ value: one.lead_form_id, label: one.name }));
        case 'tags':
          return once(tags.map((one) => one.name));
        case 'countries':
          return countries();
        case 'currencies':
          return currencies();
        case 'own':
          return once(field.choices ?? []);
        default:
          return words[source].map((value) => ({ value, label: tMaybe(`conditions.word.${source}.${value}`, value) }));
      }
    };
    const made = new Map<string, readonly Choice[]>();
    const choices = (name: string) => {
      const field = fields.get(name);
      if (!field?.source) return [];
      const known = made.get(name) ?? of(field.source, field);
      made.set(name, known);
      return known;
    };
    return { fields, choices };
  }, [fields, members, pipelines, tags, reasons, sequences, forms]);
}
