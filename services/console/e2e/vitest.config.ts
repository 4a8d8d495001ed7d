import { statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest first, so that no worker is left alone with it at the end: that of every page, then by what is written in them. */
const length = ({ moduleId }: TestSpecification) => (moduleId.endsWith('/pages.e2e.ts') ? Infinity : statSync(moduleId).size);
class LongestFirst extends BaseSequencer {
  override sort = (files: TestSpecification[]) => Promise.resolve(files.toSorted((one, other) => length(other) - length(one)));
}

export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/**/*.e2e.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // Half of a visit is waiting. Files that share the demo company must not rely on how much there is of anything.
    maxWorkers: 4,
    // A worker keeps its browser from file to file.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    retry: 0,
    // As long as anything else that is waited for: a second is too short beside four browsers.
    expect: { poll: { timeout: 30_000 } },
    // One line for each test, as it ends: a run takes minutes.
    reporters: ['tree'],
  },
});
