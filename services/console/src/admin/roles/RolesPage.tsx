import { IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { t } from '../../i18n/index.ts';
import { Page, Section } from '../../ui/Page.tsx';
import css from '../admin.module.css';
import { allows, permissions, roles } from './matrix.ts';

const groups = [...new Set(permissions.map((permission) => permission.split(':')[0] as 'crm'))];

/** What each role may do. Roles are fixed; a member may have several. */
export function RolesPage() {
  return (
    <Page title={t('admin.roles.title')}>
      <Section title={t('admin.roles.words')}>
        <dl className={css.roles}>
          {roles.map((role) => (
            <div key={role}>
              <dt>{t(`admin.role.${role}`)}</dt>
              <dd>{t(`admin.role.${role}.what`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('admin.roles.matrix')}>
        <div className={css.scroll} tabIndex={0} role="group" aria-label={t('admin.roles.matrix')}>
          <table className={css.matrix}>
            <thead>
              <tr>
                <th scope="col">{t('admin.roles.may')}</th>
                {roles.map((role) => (
                  <th key={role} scope="col">{t(`admin.role.${role}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <Fragment key={group}>
                  <tr>
                    <th scope="colgroup" colSpan={roles.length + 1}>{t(`admin.permissions.${group}`)}</th>
                  </tr>
                  {permissions.filter((permission) => permission.startsWith(`${group}:`)).map((permission) => (
                    <tr key={permission}>
                      <th scope="row">{t(`admin.permission.${permission}`)}</th>
                      {roles.map((role) => (
                        <td key={role}>
                          {allows(role, permission) ? <IconCheck size={16} role="img" aria-label={t('admin.roles.yes')} /> : <span className="hidden">{t('admin.roles.no')}</span>}
                        </td>
                      ))}
                    </tr>
                  ))}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </Page>
  );
}
