import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const suite = process.env.GERINC_API ?? 'http://127.0.0.1:8080';

/** In development, too, the client's page of a quote answers for every address below /quote/. */
const quotes: Plugin = {
  name: 'quotes',
  configureServer: (server) => {
    server.middlewares.use((request, _, next) => {
      if (request.url?.startsWith('/quote/')) request.url = '/quote.html';
      next();
    });
  },
};

/** Modules of which one of these is a part of the path, written with `/`. */
const any = (...parts: readonly string[]) => new RegExp(parts.join('|').replaceAll('/', String.raw`[\\/]`));
const mantine = 'node_modules/@mantine/core/esm/';
const icons = (...names: readonly string[]) => `tabler/icons-react/.*/Icon(${names.join('|')})\\.`;

export default defineConfig({
  plugins: [react(), quotes],
  server: {
    port: 5173,
    // The gateway compares Origin with Host; behind the proxy they differ, so the header does not travel.
    proxy: {
      '/api': {
        target: suite,
        changeOrigin: true,
        configure: (proxy) => proxy.on('proxyReq', (request) => request.removeHeader('origin')),
      },
    },
  },
  build: {
    manifest: true,
    target: 'es2023',
    // The policy of the console allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index.html', 'quote.html'],
      output: {
        codeSplitting: {
          // What many pages are made of, in few files: fifty small ones take longer to ask for than to read, and compress badly.
          // A group is loaded whole by whatever needs a part of it, so it holds what is needed together (`npm run budget`).
          // Priorities must be positive; a higher one chooses first, and takes along what its own files import.
          groups: [
            // Before the others, which would take a part of it along: the client's page of a quote needs it and nothing of them.
            { name: 'react', priority: 13, test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            // What the frame needs of every domain. What only settings, leads and lists ask stays out of it.
            { name: 'routes', priority: 12, test: /src[\\/](?:[a-z]+[\\/](?:routes|index)\.ts|router\.tsx|domains\.ts|(?:crm[\\/](?!lead|duplicates|board|settings)|billing[\\/]).*queries\.ts|projects[\\/](?:approvals[\\/])?queries\.ts)$/ },
            // Everything that stands around each page.
            { name: 'frame', priority: 11, test: /src[\\/]shell[\\/]Frame\.tsx$/ },
            // What the home page and everything that is drawn needs.
            { name: 'base', priority: 10, test: any(`${mantine}core/`, 'src/ui/(Figure|StateBadge)\\.', icons('ArrowRight', 'CircleCheck')) },
            // Buttons and fields, on every page but home.
            { name: 'controls', priority: 9, test: any('node_modules/@mantine/hooks/', `${mantine}components/(Button|UnstyledButton|CloseButton|ActionIcon|Loader|Transition|Input|InputBase|TextInput|Checkbox)/`, 'src/ui/(InlineEdit|Table|Tabs|useList|useTyped|FilterBar|grid/(columns|arrangement))\\.', 'src/i18n/parse\\.', icons('ArrowDown', 'ArrowUp', 'ArrowBackUp', 'Clock', 'Pencil', 'Plus', 'Refresh', 'Send', 'Trash')) },
            { name: 'list', priority: 8, test: any('src/ui/(grid/index)\\.') },
            // What floats above a page, and the fields that open something.
            { name: 'overlay', priority: 7, test: any(`${mantine}components/(FocusTrap|Popover|ScrollArea)/`) },
            { name: 'choice', priority: 6, test: any(`${mantine}components/(Combobox|Select)/`) },
            { name: 'dialog', priority: 5, test: any('src/ui/Dialog\\.') },
            // What records of sales need, what their lists need as well, and the reports.
            { name: 'sales', priority: 4, test: any('src/crm/(settings/(queries|TagName)|parts/(custom|useRecord|parts\\.module)|accounts/named)\\.', 'src/ui/(Conflict|meeting)\\.', 'src/api/(conflict|changes)\\.') },
            { name: 'selling', priority: 3, test: any('src/crm/(views/(Views|useViews)|imports/Export|parts/(useRecordFilters|useAccountFilter))\\.') },
            { name: 'record', priority: 2, test: any('src/crm/parts/(CustomFacts|InlinePick)\\.', 'src/crm/deal/deal\\.module', 'src/crm/.*/NextStep\\.') },
            { name: 'report', priority: 1, test: any('src/reporting/reports/(useCompared|queries|ReportPage)\\.', 'src/ui/(charts/(Chart|chart|explained|index)\\.|AsOfBand\\.)', icons('ArrowsDiff', 'Printer')) },
          ],
        },
      },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'checks/**/*.test.ts'] },
});
