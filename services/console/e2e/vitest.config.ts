import { statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longer than is written in it, the longest first: many pages, or much to wait for. */
const slow = ['pages', 'desk', 'roles', 'deals', 'whole', 'figures', 'imports', 'first', 'meeting', 'sold'];
/** The longest first, so that no worker is left alone with it at the end: those, and the others by what is written in them. */
const length = ({ moduleId }: TestSpecification) => {
  const place = slow.findIndex((name) => moduleId.endsWith(`/${name}.e2e.ts`));
  return place < 0 ? statSync(moduleId).size : Number.MAX_SAFE_INTEGER - place;
};
class LongestFirst extends BaseSequencer {
  override sort = (files: TestSpecification[]) => Promise.resolve(files.toSorted((one, other) => length(other) - length(one)));
}

export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/**/*.e2e.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A third of a visit is waiting: three keep two cores busy, and a fourth only makes all wait for each other.
    // Files that share the demo company must not rely on how much there is of anything.
    maxWorkers: 3,
    // A worker keeps its browser from file to file.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    retry: 0,
    // As long as anything else that is waited for: a second is too short beside other browsers.
    expect: { poll: { timeout: 30_000 } },
    // One line for each test, as it ends: a run takes minutes.
    reporters: ['tree'],
  },
});
