import { Button } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/index.ts';
import type { Filter } from '../../ui/FilterBar.tsx';
import type { Head } from './inWords.ts';
import { plain, searchOf, viewsQuery, type Search, type View, type ViewedList } from './views.ts';
import { lazyPart } from '../lazy.ts';

// What opens over the page comes when it is first drawn, after the list.
const ViewsMenu = lazyPart('views', () => import('./ViewsMenu.tsx'), 'ViewsMenu');

export type ViewsProps = {
  readonly list: ViewedList;
  readonly search: Search;
  /** Shows what a view says. */
  readonly onShow: (search: Record<string, string | true | undefined>, columns: readonly string[]) => void;
  /** Ids of the columns that are shown now. */
  readonly columns: () => string[];
  /** The filters of the page and all its columns, in whose words a view is told. */
  readonly filters: readonly Filter[];
  readonly heads?: readonly Head[];
};

/** The views of a list. A page that asks for nothing begins with the one that the person begins with. */
export function Views(props: ViewsProps) {
  const { list, search, onShow } = props;
  const { data } = useQuery(viewsQuery(list));
  const begun = useRef(false);
  const show = useRef((view: View) => onShow(searchOf(list, view), view.columns));
  show.current = (view) => onShow(searchOf(list, view), view.columns);
  const nothing = plain(list, search);
  useEffect(() => {
    if (!data || begun.current) return;
    begun.current = true;
    const first = data.find((view) => view.is_default);
    if (first && nothing) show.current(first);
  }, [data, nothing]);
  const [wanted, setWanted] = useState(false);
  const button = (
    // Whoever is quicker than the menu finds it open when it comes.
    <Button variant="default" aria-haspopup="menu" onClick={() => setWanted(true)} leftSection={<IconBookmark size={16} aria-hidden />}>
      {t('common.views')}
    </Button>
  );
  return data ? <ViewsMenu {...props} views={data} opened={wanted} meanwhile={button} /> : button;
}
