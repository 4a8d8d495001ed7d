/* Saved views of lists. */
export const views = {
  'none': 'No saved views yet.',
  'saveAs': 'Save as a view…',
  'save': 'Save this view',
  'saved': '{name} is saved.',
  'name': 'Name of the view',
  'shared': 'Everybody may look through it',
  'by': 'by {name}',
  'begin': 'Begin with it',
  'beginNot': 'No longer begin with it',
  'share': 'Share with everybody',
  'unshare': 'Keep to myself',
  'update': 'Save what is shown now',
  'columns': 'Keep the columns shown now',
  'forget': 'Forget',
  'forgotten': '{name} is forgotten.',
  'begun': 'begins here',
} as const;
