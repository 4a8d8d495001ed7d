import type { views as en } from '../en/views.ts';
import type { Texts } from '../text.ts';

/* Saved views of lists. */
export const views: Texts<typeof en> = {
  'none': 'Még nincs mentett nézet.',
  'saveAs': 'Mentés nézetként…',
  'save': 'Nézet mentése',
  'saved': '{name}: mentve.',
  'name': 'A nézet neve',
  'shared': 'Mindenki használhatja',
  shows: 'Mit mutat',
  all: 'Mindent',
  more: '{count|# további szűrő|# további szűrő}',
  up: '{field}, növekvő',
  down: '{field}, csökkenő',
  sort: 'Sorrend',
  shownColumns: 'Oszlopok',
  'by': 'készítette: {name}',
  'begin': 'Legyen a kezdő nézet',
  'beginNot': 'Ne legyen a kezdő nézet',
  'share': 'Megosztás mindenkivel',
  'unshare': 'Csak saját használatra',
  'update': 'A most látható mentése',
  'columns': 'A most látható oszlopok mentése',
  'forget': 'Törlés',
  'forgotten': '{name}: törölve.',
  'begun': 'kezdő nézet',
};
