import { Kbd } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { caps, useScopes } from '../keys/index.ts';
import css from './palette.module.css';
import { Dialog } from '../ui/Dialog.tsx';

/** Every key that does something here, the nearest scope first. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const scopes = useScopes().toReversed();
  return (
    <Dialog onClose={onClose} title={t('shell.keys.title')} size="lg">
      <div className={css.sheet}>
        {scopes.map((scope) => {
          const commands = scope.commands.filter((one) => one.keys);
          if (commands.length === 0) return null;
          return (
            <section key={scope.name} aria-label={scope.title}>
              <h3>{scope.title}</h3>
              <dl>
                {commands.map((one) => (
                  <div key={one.id}>
                    <dt>{one.label}</dt>
                    <dd>
                      {caps(one.keys ?? '').map((cap, index) => (
                        <Kbd key={`${cap}${index}`} size="xs">
                          {cap}
                        </Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
