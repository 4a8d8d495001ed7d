import { Button, Popover } from '@mantine/core';
import { IconBookmark, IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../session.ts';
import { Export } from '../../ui/Export.tsx';
import { toast } from '../../ui/toasts.tsx';
import { SaveView } from './SaveView.tsx';
import css from './views.module.css';
import type { ViewsProps } from './Views.tsx';
import { changeView, forgetView } from './change.ts';
import { beginWith, filtersOf, saveView, searchOf, shownView, viewsQuery, type View } from './views.ts';

/** The menu of saved views: choose one, save what is shown, share it, begin with it, forget it. */
export function ViewsMenu({ list, search, onShow, columns, filters, heads, views, opened }: ViewsProps & { readonly views: readonly View[]; readonly opened: boolean }) {
  const queries = useQueryClient();
  const { member_id: me } = useSession();
  const may = useMay();
  const mayAll = may('crm:settings:manage');
  const [open, setOpen] = useState(opened);
  const [saving, setSaving] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const shown = shownView(list, views, search);
  const current = shown ?? views.find((view) => view.view_id === chosen);
  const page = { list, filters, ...(heads && { heads }) };
  const mine = current && (current.owner_id === me || mayAll);
  const refresh = () => void queries.invalidateQueries({ queryKey: viewsQuery(list).queryKey });
  const act = (what: Promise<View | null>, said: (view: View) => string, undo?: (view: View) => Promise<unknown>) =>
    void what.then((view) => {
      refresh();
      if (view) toast.done(said(view), undo && (() => void undo(view).then(refresh, toast.failed)));
    }, toast.failed);
  const saved = (view: View) => t('views.saved', { name: view.name });
  const sort = typeof search.sort === 'string' ? search.sort : null;
  const item = (label: string, run: () => void) => (
    <button
      type="button"
      onClick={() => {
        setOpen(false);
        run();
      }}
    >
      {label}
    </button>
  );
  const show = (view: View) => {
    setOpen(false);
    setChosen(view.view_id);
    onShow(searchOf(list, view), view.columns);
  };
  const again = (view: View) => () => saveView({ list, name: view.name, shared: view.shared, filters: view.filters, sort: view.sort ?? null, columns: view.columns }, newKey());
  return (
    <>
      <Popover position="bottom-end" shadow="md" width={280} trapFocus withinPortal opened={open} onChange={setOpen}>
        <Popover.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />} onClick={() => setOpen(!open)}>
            {shown?.name ?? t('common.views')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={css.menu} aria-label={t('common.views')}>
          {views.length === 0 && <p className={css.label}>{t('views.none')}</p>}
          {views.map((view) => (
            <button key={view.view_id} type="button" aria-pressed={view.view_id === shown?.view_id} onClick={() => show(view)}>
              <span>
                {view.name}
                {view.is_default && ` · ${t('views.begun')}`}
                {view.owner_id !== me && view.owner_name && ` · ${t('views.by', { name: view.owner_name })}`}
              </span>
              {view.view_id === shown?.view_id && <IconCheck size={14} aria-hidden />}
            </button>
          ))}
          {!shown && item(t('views.saveAs'), () => setSaving(true))}
          {current && (
            <div role="group" aria-label={current.name}>
              <p className={css.label}>{current.name}</p>
              {mine && !shown && item(t('views.update'), () => act(changeView(page, current, { filters: filtersOf(list, search), sort, columns: columns() }), saved))}
              {mine && shown && columns().length > 0 && item(t('views.columns'), () => act(changeView(page, current, { columns: columns() }), saved))}
              {item(t(current.is_default ? 'views.beginNot' : 'views.begin'), () => act(beginWith(current, !current.is_default, newKey()), saved))}
              {current.owner_id === me && item(t(current.shared ? 'views.unshare' : 'views.share'), () => act(changeView(page, current, { shared: !current.shared }), saved))}
              {mine && item(t('views.forget'), () => act(forgetView(page, current), (view) => t('views.forgotten', { name: view.name }), (view) => again(view)()))}
            </div>
          )}
          {views.length > 0 && may('crm:export') && <Export service="crm" list="views" query={{ list }} />}
        </Popover.Dropdown>
      </Popover>
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
