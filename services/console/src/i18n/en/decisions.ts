/* What is to be decided about projects whose deals were taken back. */
export const decisions = {
  'decision.file': 'Decisions',
  'decision.title': 'A decision is waiting',
  'decision.why': 'The deal was taken back: {reason} ({when}). The project stands still until somebody decides.',
  'decision.answer': 'Decide',
  'decision.of': 'How does it go on? {name}',
  'decision.how': 'The project',
  'decision.resume': 'Goes on although the deal was taken back',
  'decision.complete': 'Counts as done',
  'decision.cancel': 'Is given up',
  'decision.note': 'Note',
  'decision.decide': 'Decide',
  'decision.done': 'Decided: {name}',
} as const;
