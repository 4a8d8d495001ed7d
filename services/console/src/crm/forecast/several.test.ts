import { expect, test } from 'vitest';
import { severalPipelines } from './several.ts';

test('the pipeline is named when the stages are of more than one', () => {
  const learned = { won: 0, closed: 0 } as never;
  const stages = (...ids: string[]) => ids.map((stage_id) => ({ stage_id, name: 'Offer', learned }));
  const pipelines = [{ name: 'New business', stages: stages('a', 'b') }, { name: 'Renewals', stages: stages('c') }];
  expect(severalPipelines(stages('a', 'b'), pipelines)).toBeUndefined();
  expect(severalPipelines(stages('a', 'gone'), pipelines)).toBeUndefined();
  expect([...(severalPipelines(stages('a', 'c'), pipelines) ?? [])]).toEqual([['a', 'New business'], ['b', 'New business'], ['c', 'Renewals']]);
});
