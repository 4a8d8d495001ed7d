import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/**/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Half of a visit is waiting. Files that share the demo company must not rely on how much there is of anything.
    maxWorkers: 2,
    retry: 0,
    // One line for each test, as it ends: a run takes minutes.
    reporters: ['tree'],
  },
});
