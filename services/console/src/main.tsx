// Providers only.
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSessionLost } from './api/client.ts';
import { newest } from './api/newest.ts';
import { ProblemError } from './api/problems.ts';
import { listenForKeys } from './keys/index.ts';
import { density } from './keys/preferences.ts';
import { preferredLanguage, setLanguage, useLanguage } from './i18n/index.ts';
import { makeRouter } from './router.tsx';
import { reloadOnNewDeploy } from './shell/deploy.ts';
import { sessionQuery } from './shell/session.ts';
import { sessionLost } from './shell/sessionLost.ts';
import { cssVariables, theme } from './theme/theme.ts';
import './theme/styles.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What was refused stays refused; what did not answer is asked again, twice.
      retry: (count, error) => error instanceof ProblemError && error.passing && count < 2,
      networkMode: 'always',
      structuralSharing: newest,
    },
    mutations: { networkMode: 'always' },
  },
});
const router = makeRouter(queries);
const schemes = localStorageColorSchemeManager({ key: 'gerinc.theme' });

function Console() {
  // Another language is another page: everything is drawn anew, so no text can be left behind.
  const language = useLanguage();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={schemes} defaultColorScheme="auto" key={language}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

reloadOnNewDeploy();
listenForKeys();
document.documentElement.dataset.density = density.get();
// Only who was logged in loses that: a visitor who is asked who they are is shown the log-in itself.
onSessionLost(() => sessionLost.set(Boolean(queries.getQueryData(sessionQuery.queryKey))));
await setLanguage(preferredLanguage());

const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  );
