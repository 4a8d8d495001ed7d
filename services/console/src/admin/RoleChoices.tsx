import { t } from '../i18n/index.ts';
import { CheckField, type Form, type Values } from '../ui/form/index.ts';
import css from './admin.module.css';
import { roles, type Role } from './roles/matrix.ts';

/** A form that chooses roles has one tick per role, named as the role. */
export type RoleValues = { readonly [R in Role]: boolean };
export const rolesAsValues = (chosen: readonly Role[]) => Object.fromEntries(roles.map((role) => [role, chosen.includes(role)])) as RoleValues;
export const valuesAsRoles = (values: RoleValues): Role[] => roles.filter((role) => values[role]);
/** What the service says about roles is shown at the first. */
export const rolePointers = { owner: '/roles' };

/** Each role with what it may, in words. */
export function RoleChoices<V extends Values & RoleValues>({ form, offered = roles }: { form: Form<V>; offered?: readonly Role[] }) {
  const ticks = form as unknown as Form<RoleValues & Values>;
  return (
    <fieldset className={css.choices}>
      <legend>{t('admin.roles.title')}</legend>
      {roles.filter((role) => offered.includes(role)).map((role) => (
        <CheckField key={role} form={ticks as never} name={role as never} label={t(`admin.role.${role}`)} hint={t(`admin.role.${role}.what`)} />
      ))}
    </fieldset>
  );
}
