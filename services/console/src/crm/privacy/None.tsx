import { useNavigate } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { Empty } from '../../ui/Empty.tsx';
import { LightButton } from '../../ui/light.tsx';

/** What will stand in a part of these settings, and where it is begun: on the page of a person. */
export function None({ part }: { readonly part: 'preview' | 'holds' | 'erasures' | 'exports' }) {
  const navigate = useNavigate();
  return (
    <Empty
      kind="nothing"
      title={t(`privacy.${part}.none`)}
      what={t(`privacy.${part}.none.what`)}
      example={t(`privacy.${part}.none.example`)}
      action={part !== 'preview' && <LightButton onClick={() => void navigate({ to: '/crm/contacts', search: {} as never })}>{t('privacy.none.contacts')}</LightButton>}
    />
  );
}
