/* Words of the services that stand in the holes of their sentences. What is not here is shown as it came: it is somebody's own. */
import type { Said } from './match.ts';

export const words: Readonly<Record<string, Said>> = {
  // Kinds of values in conditions
  'a text': { hu: 'szöveg' },
  'a whole number': { hu: 'egész szám' },
  'a number': { hu: 'szám' },
  'yes or no': { hu: 'igen vagy nem' },
  'a list of texts': { hu: 'szövegek listája' },
  // Roles in a deal
  decision_maker: { en: 'decision maker', hu: 'döntéshozó' },
  champion: { hu: 'támogató' },
  influencer: { hu: 'befolyásoló' },
  user: { hu: 'felhasználó' },
  billing: { hu: 'számlázás' },
  legal: { hu: 'jog' },
  other: { hu: 'egyéb' },
  // How a product is billed
  fixed: { en: 'fixed price', hu: 'fix áras' },
  time_and_materials: { en: 'time and materials', hu: 'óradíjas' },
  retainer: { hu: 'átalánydíjas' },
  one_off: { en: 'one-off', hu: 'egyszeri' },
};
