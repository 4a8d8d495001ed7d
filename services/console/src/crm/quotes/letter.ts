/* The mail that brings a quote: in the language of the quote, whatever the seller reads the console in. */
import type { Quote } from './data.ts';

type Letter = { readonly subject: string; readonly body: string };

const words = {
  en: {
    locale: 'en-GB',
    subject: 'Our quote {number}: {title}',
    body: 'Hello,\n\nhere is our quote {number}. You can read it, and accept it, at this address:\n\n{link}\n\nIt is valid until {day}. If anything is unclear, please just answer this mail.',
  },
  hu: {
    locale: 'hu-HU',
    subject: '{number} ajánlatunk: {title}',
    body: 'Jó napot kívánok!\n\nElkészült a(z) {number} számú ajánlatunk. Ezen a címen olvasható, és itt fogadható el:\n\n{link}\n\nÉrvényes: {day} Ha bármi kérdés van, kérem, válaszoljon erre a levélre.',
  },
} as const;

/** Subject and text for a quote whose page for the client is at this address. */
export function letterOf({ language, number, title, valid_until }: Pick<Quote, 'language' | 'number' | 'title' | 'valid_until'>, link: string): Letter {
  const { locale, subject, body } = words[language];
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${valid_until}T00:00:00Z`));
  const params: Record<string, string> = { number, title, link, day };
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  return { subject: fill(subject).slice(0, 200), body: fill(body) };
}
