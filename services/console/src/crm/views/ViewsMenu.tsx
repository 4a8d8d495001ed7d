import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { toast } from '../../ui/toasts.tsx';
import { SaveView } from './SaveView.tsx';
import type { ViewsProps } from './Views.tsx';
import { beginWith, filtersOf, forgetView, saveView, searchOf, shownView, updateView, viewsQuery, type View } from './views.ts';

/** The menu of saved views: choose one, save what is shown, share it, begin with it, forget it. */
export function ViewsMenu({ list, search, onShow, columns, views }: ViewsProps & { readonly views: readonly View[] }) {
  const queries = useQueryClient();
  const { member_id: me } = useSession();
  const mayAll = useMay()('crm:settings:manage');
  const [saving, setSaving] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const shown = shownView(list, views, search);
  const current = shown ?? views.find((view) => view.view_id === chosen);
  const mine = current && (current.owner_id === me || mayAll);
  const refresh = () => void queries.invalidateQueries({ queryKey: viewsQuery(list).queryKey });
  const act = (what: Promise<View>, said: (view: View) => string, undo?: (view: View) => Promise<unknown>) =>
    void what.then((view) => {
      refresh();
      toast.done(said(view), undo && (() => void undo(view).then(refresh, toast.failed)));
    }, toast.failed);
  const saved = (view: View) => t('crm.views.saved', { name: view.name });
  const sort = typeof search.sort === 'string' ? search.sort : null;
  const show = (view: View) => {
    setChosen(view.view_id);
    onShow(searchOf(list, view), view.columns);
  };
  const again = (view: View) => () => saveView({ list, name: view.name, shared: view.shared, filters: view.filters, sort: view.sort ?? null, columns: view.columns }, newKey());
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={280}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />}>
            {shown?.name ?? t('crm.views.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={t('crm.views.menu')}>
          {views.length === 0 && <Menu.Label>{t('crm.views.none')}</Menu.Label>}
          {views.map((view) => (
            <Menu.Item key={view.view_id} onClick={() => show(view)} rightSection={view.view_id === shown?.view_id ? <IconCheck size={14} aria-hidden /> : undefined}>
              {view.name}
              {view.is_default && ` · ${t('crm.views.begun')}`}
              {view.owner_id !== me && view.owner_name && ` · ${t('crm.views.by', { name: view.owner_name })}`}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {!shown && <Menu.Item onClick={() => setSaving(true)}>{t('crm.views.saveAs')}</Menu.Item>}
          {current && (
            <>
              <Menu.Label>{current.name}</Menu.Label>
              {mine && <Menu.Item onClick={() => act(updateView(current, { filters: filtersOf(list, search), sort, columns: columns() }, newKey()), saved)}>{t('crm.views.update')}</Menu.Item>}
              <Menu.Item onClick={() => act(beginWith(current, !current.is_default, newKey()), saved)}>{t(current.is_default ? 'crm.views.beginNot' : 'crm.views.begin')}</Menu.Item>
              {current.owner_id === me && (
                <Menu.Item onClick={() => act(updateView(current, { shared: !current.shared }, newKey()), saved)}>{t(current.shared ? 'crm.views.unshare' : 'crm.views.share')}</Menu.Item>
              )}
              {mine && <Menu.Item onClick={() => act(forgetView(current, newKey()), (view) => t('crm.views.forgotten', { name: view.name }), (view) => again(view)())}>{t('crm.views.forget')}</Menu.Item>}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {saving && (
        <SaveView
          list={list}
          save={(name, shared, key) => saveView({ list, name, shared, filters: filtersOf(list, search), sort, columns: columns() }, key)}
          onClose={() => setSaving(false)}
          onSaved={refresh}
        />
      )}
    </>
  );
}
