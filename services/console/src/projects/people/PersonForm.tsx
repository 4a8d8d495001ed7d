import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AmountField, amountOf, CheckField, ChoiceField, DayField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { useOpened } from '../../ui/useOpened.ts';
import { toast } from '../../ui/toasts.tsx';
import { peopleQuery, personQuery, type Person } from '../queries.ts';
import { createPerson, membersQuery, savePerson, setCostRate } from './queries.ts';

const named = ({ name }: { name: string }) => ({ name: name.trim() ? undefined : t('common.form.required') });

/** Members become people by themselves; this is for subcontractors, and for a member who has none. */
export function NewPerson({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (id: string) => void }) {
  const queries = useQueryClient();
  const may = useMay();
  const { data: members } = useQuery({ ...membersQuery, enabled: may('identity:member:read') });
  const { data: people } = useQuery(peopleQuery());
  const taken = new Set(people?.map((person) => person.member_id));
  const free = members?.filter((member) => !taken.has(member.member_id)) ?? [];
  const form = useForm({
    name: 'projects.person.new',
    initial: { name: '', email: '', role: '', member_id: '' },
    validate: named,
    submit: ({ name, email, role, member_id }, key) =>
      createPerson({ name: name.trim(), email: email.trim() || null, role: role.trim() || null, member_id: member_id || null } satisfies Schema<'CreatePerson'>, key),
    onDone: ({ value }) => {
      void queries.invalidateQueries({ queryKey: ['projects', 'persons'] });
      toast.done(t('projects.person.made', { name: value.name }));
      onMade(value.person_id);
    },
  });
  return (
    <Dialog title={t('names.projects.person.new')} lead={t('projects.person.newHint')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('projects.person.make')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('projects.person.name')} required autoFocus />
        <TextField form={form} name="email" label={t('projects.person.email')} type="email" />
        <TextField form={form} name="role" label={t('projects.person.role')} hint={t('projects.person.roleHint')} />
        {free.length > 0 && (
          <ChoiceField form={form} name="member_id" label={t('projects.person.member')} clearable options={free.map((member) => ({ value: member.member_id, label: member.name }))} />
        )}
      </FormFrame>
    </Dialog>
  );
}

type EditProps = { readonly base: Versioned<Person>; readonly onClose: () => void };

export function EditPerson({ base: now, onClose }: EditProps) {
  const base = useOpened(now);
  const queries = useQueryClient();
  const { value } = base;
  const initial = { name: value.name, email: value.email ?? '', role: value.role ?? '', active: value.active };
  const form = useForm({
    name: `projects.person.${value.person_id}`,
    initial,
    validate: named,
    submit: ({ name, email, role, active }, key) => {
      const patch: Partial<Person> = {
        ...(name === initial.name ? {} : { name: name.trim() }),
        ...(email === initial.email ? {} : { email: email.trim() || null }),
        ...(role === initial.role ? {} : { role: role.trim() || null }),
        ...(active === initial.active ? {} : { active }),
      };
      return savePerson(queries, base, patch, key);
    },
    onDone: (saved) => {
      if (saved) {
        queries.setQueryData(personQuery(value.person_id).queryKey, saved);
        toast.done(t('projects.person.saved', { name: saved.value.name }));
      }
      void queries.invalidateQueries({ queryKey: ['projects', 'persons', 'list'] });
      onClose();
    },
  });
  return (
    <Dialog title={t('projects.person.edit')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('projects.person.name')} hint={value.member_id ? t('projects.person.follows') : undefined} required autoFocus />
        <TextField form={form} name="email" label={t('projects.person.email')} type="email" />
        <TextField form={form} name="role" label={t('projects.person.role')} hint={t('projects.person.roleHint')} />
        <CheckField form={form} name="active" label={t('projects.person.works')} hint={t('projects.person.worksHint')} />
      </FormFrame>
    </Dialog>
  );
}

/** A rate from a day on; of the same day it replaces what was said before. */
export function AddRate({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const currency = useSession().organization.base_currency;
  const form = useForm({
    name: `projects.rate.${person.person_id}`,
    initial: { effective_from: today(), hourly_cost: '' },
    pointers: { hourly_cost: '/hourly_cost' },
    validate: (values) => ({
      hourly_cost: amountOf(values.hourly_cost) === null ? t('common.inline.amount') : undefined,
      effective_from: values.effective_from ? undefined : t('common.form.required'),
    }),
    submit: (values, key) => setCostRate(person, { effective_from: values.effective_from, hourly_cost: { amount: amountOf(values.hourly_cost) ?? '0', currency } }, key),
    onDone: (saved) => {
      queries.setQueryData(personQuery(person.person_id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['projects', 'persons', 'list'] });
      toast.done(t('projects.person.rateSaved', { name: person.name }));
      onClose();
    },
  });
  return (
    <Dialog title={t('projects.person.addRate')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('projects.person.setRate')} onCancel={onClose}>
        <p>{t('projects.person.rateWhat')}</p>
        <AmountField form={form} name="hourly_cost" label={t('projects.person.rate')} currency={currency} perUnit required autoFocus />
        <DayField form={form} name="effective_from" label={t('projects.person.from')} required />
      </FormFrame>
    </Dialog>
  );
}
