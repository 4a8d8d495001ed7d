/* Time that somebody else changed or decided meanwhile. Part of `projects`. */
export const overtaken = {
  'time.theirs.gone': 'Somebody took this entry away meanwhile. Yours is not saved: {mine}.',
  'time.theirs.changed': '{who} changed this to {theirs} meanwhile. Yours is not saved: {mine}.',
  'time.theirs.closed': '{who} changed this meanwhile: {theirs}, {status}. It cannot be changed any more; yours is not saved: {mine}.',
  'time.theirs.keep': 'Keep theirs',
  'time.theirs.mine': 'Keep mine',
  'time.alreadyIn': 'Somebody else submitted or changed a part of this week meanwhile. Nothing of the rest is lost; submit again for what is left.',
  'approvals.overtaken': '{count|# entry does|# entries do} not wait any more',
  'approvals.overtakenRest': 'Somebody else decided meanwhile, so nothing of yours was done. {count|# other entry still waits|# others still wait}.',
  'approvals.overtakenAll': 'Somebody else decided meanwhile. Nothing is left to be decided.',
  'approvals.overtakenMore': 'and {count|# more|# more}',
  'approvals.takenAway': 'Taken away',
} as const;
