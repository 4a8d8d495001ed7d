/* What became of what CRM did later by itself: calls of webhooks, mails, actions of rules. */
import type { Sentences } from './match.ts';

export const later: Sentences = {
  // Actions of rules
  'The text that came out of the template {error}.': { en: 'What came out of the text does not fit: {error}', hu: 'A szövegből előállt érték nem megfelelő: {error}' },

  // Calls of webhooks
  'The webhook is not used any more.': { hu: 'A webhook már nincs használatban.' },
  'Its address cannot be read with the key of the installation; give it again.': { hu: 'A címe a telepítés kulcsával nem olvasható; újra meg kell adni.' },
  'It did not answer within {} seconds.': { hu: '{0} másodpercen belül nem válaszolt.' },
  'The address names no host.': { hu: 'A címben nincs kiszolgáló.' },
  'The address names no port.': { hu: 'A címben nincs port.' },
  '{host} was not found in time.': { hu: 'Nem volt időben megtalálható: {host}.' },
  '{host} is not found: {error}.': { hu: 'Nem található: {host} ({error}).' },
  '{host} has no address.': { hu: 'Nincs címe: {host}.' },
  '{host} is at a private address; only an installation started with --private-webhooks calls those.': { hu: 'Belső hálózati címen van: {host}. Ilyet csak a --private-webhooks kapcsolóval indított telepítés hív.' },
  'Only an installation started with --private-webhooks calls addresses without https.': { hu: 'https nélküli címet csak a --private-webhooks kapcsolóval indított telepítés hív.' },
  'It answered {status} and sends elsewhere, where nobody follows; set the address right.': { en: 'It answered {status} and sends elsewhere, where calls do not follow; set the address right.', hu: 'Válasza {status}, és máshová irányít, ahová a hívás nem megy tovább; a címet ki kell javítani.' },
  'It answered {status}.': { hu: 'Válasza: {status}.' },

  // Mails
  'A mail could not be prepared; the log of the service says why.': { hu: 'A levél nem volt összeállítható; az okát a szolgáltatás naplója tartalmazza.' },
  'The mailbox has sent as many mails today as it may.': { hu: 'A postafiók ma már annyi levelet küldött, amennyit küldhet.' },
  'It was being handed over to the mail server when the program ended.': { hu: 'Éppen átadás alatt volt a levelezőkiszolgálónak, amikor a program leállt.' },
  'Its password cannot be read; give it again.': { en: 'The password of the mailbox cannot be read; give it again.', hu: 'A postafiók jelszava nem olvasható; újra meg kell adni.' },
  'Mails of sequences need links with which people unsubscribe: the installation must be started with --links-url and --secret-key.': { hu: 'A sorozatok leveleihez leiratkozási hivatkozás kell: a telepítést a --links-url és a --secret-key kapcsolóval kell indítani.' },
  'It could not be sent for three days.': { hu: 'Három napig nem volt elküldhető.' },
  'A file of it cannot be read.': { hu: 'Egyik fájlja nem olvasható.' },
  'It cannot be written as mail servers want it.': { hu: 'Nem írható olyan formában, amilyet a levelezőkiszolgálók elfogadnak.' },
  'The mail server did not say whether it took it: {why}': { hu: 'A levelezőkiszolgáló nem közölte, átvette-e: {why}' },
  'The mailbox cannot send as it is set up.': { hu: 'A postafiók a mostani beállításaival nem tud küldeni.' },
};
