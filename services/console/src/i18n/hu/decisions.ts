import type { decisions as english } from '../en/decisions.ts';
import type { Texts } from '../text.ts';

export const decisions: Texts<typeof english> = {
  'decision.file': 'Döntések',
  'decision.title': 'Döntésre vár',
  'decision.why': 'Az ügyletet visszavonták: {reason} ({when}). A projekt a döntésig áll.',
  'decision.answer': 'Döntés',
  'decision.of': 'Hogyan tovább? {name}',
  'decision.how': 'A projekt',
  'decision.resume': 'Folytatódik, bár az ügyletet visszavonták',
  'decision.complete': 'Késznek számít',
  'decision.cancel': 'Leáll',
  'decision.note': 'Jegyzet',
  'decision.decide': 'Döntés',
  'decision.done': 'Eldöntve: {name}',
};
