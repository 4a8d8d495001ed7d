import { expect, test } from 'vitest';
import { letterOf } from './letter.ts';

const quote = { number: 'Q-2026-0003', title: 'Relaunch', valid_until: '2026-12-24' };

test('a mail with a quote speaks its language and holds the address', () => {
  const english = letterOf({ ...quote, language: 'en' }, 'https://x.example/q/1');
  expect(english.subject).toBe('Our quote Q-2026-0003: Relaunch');
  expect(english.body).toContain('\n\nhttps://x.example/q/1\n\n');
  expect(english.body).toContain('valid until 24 December 2026.');
  const hungarian = letterOf({ ...quote, language: 'hu' }, 'https://x.example/q/1');
  expect(hungarian.subject).toBe('Q-2026-0003 ajánlatunk: Relaunch');
  expect(hungarian.body).toContain('Érvényes: 2026. december 24.');
});
