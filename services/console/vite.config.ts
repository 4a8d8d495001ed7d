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
          groups: [
            // Priorities must be positive; a higher one chooses first.
            // What the frame needs of every domain, in one file: forty small ones compress badly and weigh 25 kB more. What only
            // settings, leads and lists ask stays out of it.
            { name: 'routes', priority: 8, test: /src[\\/](?:[a-z]+[\\/](?:routes|index)\.ts|router\.tsx|domains\.ts|(?:crm[\\/](?!lead|duplicates|board|settings)|billing[\\/]).*queries\.ts|projects[\\/](?:approvals[\\/])?queries\.ts)$/ },
            // Everything that stands around each page: thirty files fewer to ask for.
            { name: 'frame', priority: 7, test: /src[\\/]shell[\\/]Frame\.tsx$/ },
            // Before the others, which would take a part of it along: the client's page of a quote needs it and nothing of them.
            { name: 'react', priority: 9, test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
          ],
        },
      },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'checks/**/*.test.ts'] },
});
