// Every e2e/*.e2e.ts, each worker with a Chromium of its own; suite.mjs says where everything is. Arguments go to vitest.
import { spawn } from 'node:child_process';
import { findSuite } from './suite.mjs';

const { url, chromium, stop } = await findSuite();
const vitest = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
const run = spawn(process.execPath, [vitest, 'run', '--config', 'e2e/vitest.config.ts', ...process.argv.slice(2)], {
  env: { ...process.env, GERINC_URL: url, CHROMIUM: chromium },
  cwd: new URL('..', import.meta.url).pathname,
  stdio: 'inherit',
});
run.on('exit', (code) => {
  stop();
  process.exit(code ?? 1);
});
