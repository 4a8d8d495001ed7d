import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const suite = process.env.GERINC_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
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
      output: {
        advancedChunks: {
          // Without this what the charts have in common with every page would move to their chunk, and come with the first page.
          includeDependenciesRecursively: false,
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'charts', test: /node_modules[\\/](recharts|@mantine[\\/]charts|d3-|victory-vendor|@reduxjs|immer|react-redux|es-toolkit|decimal\.js-light)/ },
          ],
        },
      },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'checks/**/*.test.ts'] },
});
