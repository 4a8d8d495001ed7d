/* When two people change the same record: comes with the dialogs that say so. */
import type { conflict as en } from '../en/conflict.ts';
import type { Texts } from '../text.ts';

export const conflict: Texts<typeof en> = {
  title: '{title}: közben más is módosította',
  who: 'Módosította: {who}, {when}. A beírt érték megmaradt.',
  somebody: 'Közben valaki módosította. A beírt érték megmaradt.',
  fields: 'Eltérő mezők',
  field: 'Mező',
  theirs: 'Jelenlegi',
  mine: 'Saját',
  apply: 'Saját érték alkalmazása újra: {field}',
  again: 'Saját érték alkalmazása újra',
  keep: 'Maradjon a mostani',
  seen: 'Korábban',
  notDone: 'Módosította: {who}, {when}. A művelet nem történt meg.',
  notDoneSomebody: 'Közben valaki módosította. A művelet nem történt meg.',
  alike: 'Ami belőle itt látszik, nem változott.',
  still: '{label}: a mostani állapotban',
  cannot: 'A mostani állapotában ez már nem végezhető el: {label}.',
  leave: 'Maradjon így',
};
