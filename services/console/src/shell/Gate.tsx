import { useLocation, useMatches } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { domains } from '../domains.ts';
import { t } from '../i18n/index.ts';
import { Forbidden } from '../ui/Empty.tsx';
import { Page } from '../ui/Page.tsx';
import { placeOf } from './placeOf.ts';
import { useMay } from './session.ts';

/** The page, or that one's roles do not include it: then nothing is drawn that could only be refused. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const may = useMay();
  const permission = useMatches({ select: (matches) => matches.at(-1)?.staticData.permission });
  const path = useLocation({ select: ({ pathname }) => pathname });
  if (!permission || may(permission)) return <>{children}</>;
  const place = placeOf(path, domains.flatMap((domain) => domain.menu));
  return (
    <Page key={path} title={place ? t(place.label) : t('common.forbidden.title')}>
      <Forbidden />
    </Page>
  );
}
