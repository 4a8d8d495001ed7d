/* What the client's page says, in the language of the quote, and how that language writes amounts and days. */
import type { Money, Offer } from './data.ts';

const en = {
  quote: 'Quote',
  version: 'version {n}',
  from: 'From',
  for: 'For',
  taxNumber: 'Tax no. {n}',
  sent: 'Sent on {day}',
  validUntil: 'Valid until {day}',
  lines: 'What we offer',
  optional: 'Optional: choose what you need',
  net: 'Net',
  vat: 'VAT {rate}',
  total: 'Total',
  totalGross: 'Total with VAT',
  eachVat: '+ {rate} VAT',
  discount: '{percent} discount, {before} without it',
  estimate: 'Estimate: the hours that are really worked are invoiced.',
  hours: '{role}: {hours} h × {rate}',
  monthly: '{n} × {amount} monthly, from {day}',
  quarterly: '{n} × {amount} quarterly, from {day}',
  yearly: '{n} × {amount} yearly, from {day}',
  terms: 'Terms',
  pdf: 'Open as PDF',
  answer: 'Your answer',
  accept: 'Accept',
  decline: 'Decline',
  acceptTitle: 'Accept this quote',
  acceptText: 'You order what is chosen here for {gross} with VAT. We keep your name and the time.',
  name: 'Your name',
  confirm: 'Accept and order',
  declineTitle: 'Decline this quote',
  reason: 'What is the reason?',
  declineConfirm: 'Send',
  cancel: 'Cancel',
  needed: 'Please fill this in.',
  chooseOne: 'Choose at least one item.',
  isDraft: 'This is a draft. It was not sent yet.',
  isExpired: 'This quote was valid until {day}. Please ask for another one.',
  isAccepted: '{name} accepted this quote on {at}.',
  isDeclined: 'This quote was declined on {at}.',
  isSuperseded: 'Another version has taken the place of this one.',
  isWithdrawn: 'This quote was withdrawn.',
  thanks: 'Thank you. We will be in touch.',
  newer: 'The quote has changed meanwhile. This is the newest version; please read it before you answer.',
  missing: 'There is no quote at this address.',
  missingHint: 'The address may be incomplete. Open it again from the message you got it with.',
  failed: 'That did not work. Please try again in a moment.',
  offline: 'There is no connection. Please try again.',
  tooMany: 'That was too often. Please wait a minute.',
  again: 'Try again',
  loading: 'One moment…',
};
type Key = keyof typeof en;
const hu: Record<Key, string> = {
  quote: 'Árajánlat',
  version: '{n}. változat',
  from: 'Ajánlattevő',
  for: 'Ügyfél',
  taxNumber: 'Adószám: {n}',
  sent: 'Kelt: {day}',
  validUntil: 'Érvényes: {day}',
  lines: 'Ajánlatunk',
  optional: 'Választható tételek',
  net: 'Nettó',
  vat: 'ÁFA {rate}',
  total: 'Végösszeg',
  totalGross: 'Bruttó végösszeg',
  eachVat: '+ {rate} ÁFA',
  discount: '{percent} kedvezménnyel, anélkül {before}',
  estimate: 'Becslés: a ténylegesen ledolgozott órákat számlázzuk.',
  hours: '{role}: {hours} óra × {rate}',
  monthly: '{n} × {amount} havonta, kezdete: {day}',
  quarterly: '{n} × {amount} negyedévente, kezdete: {day}',
  yearly: '{n} × {amount} évente, kezdete: {day}',
  terms: 'Feltételek',
  pdf: 'Megnyitás PDF-ként',
  answer: 'Az Ön válasza',
  accept: 'Elfogadom',
  decline: 'Elutasítom',
  acceptTitle: 'Az ajánlat elfogadása',
  acceptText: 'Az itt kiválasztott tételeket bruttó {gross} összegért rendeli meg. A nevét és az időpontot megőrizzük.',
  name: 'Az Ön neve',
  confirm: 'Elfogadom és megrendelem',
  declineTitle: 'Az ajánlat elutasítása',
  reason: 'Mi az oka?',
  declineConfirm: 'Elküldöm',
  cancel: 'Mégsem',
  needed: 'Kérjük, töltse ki.',
  chooseOne: 'Válasszon legalább egy tételt.',
  isDraft: 'Ez tervezet, még nem küldtük el.',
  isExpired: 'Az ajánlat eddig volt érvényes: {day} Kérjen újat.',
  isAccepted: '{name} elfogadta ezt az ajánlatot: {at}.',
  isDeclined: 'Az ajánlatot elutasították: {at}.',
  isSuperseded: 'Az ajánlat helyébe újabb változat lépett.',
  isWithdrawn: 'Az ajánlatot visszavonták.',
  thanks: 'Köszönjük! Hamarosan jelentkezünk.',
  newer: 'Az ajánlat közben megváltozott. Ez a legújabb változat; kérjük, olvassa el, mielőtt válaszol.',
  missing: 'Ezen a címen nincs ajánlat.',
  missingHint: 'Lehet, hogy a cím nem teljes. Nyissa meg újra abból az üzenetből, amelyben kapta.',
  failed: 'Ez most nem sikerült. Kérjük, próbálja újra kicsit később.',
  offline: 'Nincs kapcsolat. Kérjük, próbálja újra.',
  tooMany: 'Túl sok kérés érkezett. Kérjük, várjon egy percet.',
  again: 'Újra',
  loading: 'Egy pillanat…',
};

/** What a quote says about itself in one language. */
export function speaking(language: Offer['language']) {
  const texts = language === 'hu' ? hu : en;
  const locale = language === 'hu' ? 'hu-HU' : 'en-GB';
  const number = (value: string, options: Intl.NumberFormatOptions = { maximumFractionDigits: 4 }) =>
    new Intl.NumberFormat(locale, { useGrouping: 'always', ...options }).format(value as `${number}`);
  return {
    language,
    say: (key: Key, params: Readonly<Record<string, string>> = {}) => texts[key].replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? ''),
    number,
    percent: (value: string) => `${number(value)}%`,
    money({ amount, currency }: Money) {
      const decimals = (amount.split('.')[1] ?? '').length;
      const digits = currency === 'HUF' && /^-?\d+(\.0*)?$/.test(amount) ? 0 : decimals;
      return number(amount, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
    },
    day: (day: string) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
    moment: (at: string) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(at)),
  };
}
export type Speaking = ReturnType<typeof speaking>;

/** The language of somebody whose quote is not there yet. */
export const guessed = (): Offer['language'] => (navigator.language.startsWith('hu') ? 'hu' : 'en');
