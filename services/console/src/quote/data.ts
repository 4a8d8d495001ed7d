/* What a client reads and answers. The key in the address is the proof; nobody logs in here. */
import type { Schema } from '../api/client.ts';

export type Offer = Schema<'Offer'>;
export type Line = Offer['lines'][number];
export type Money = Line['net'];

/** Why something was refused, by the code the service gives. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

/** `/quote/<key>`: the key, or nothing. */
export const keyOf = (path: string) => /^\/quote\/([0-9a-f.-]{20,200})\/?$/.exec(path)?.[1];

const address = (key: string, below = '') => `/api/crm/v1/public/quotes/${key}${below}`;
export const documentOf = (key: string) => address(key, '/pdf');

async function ask(path: string, body?: object): Promise<Offer> {
  const init = body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, credentials: 'omit' });
  } catch {
    throw new Refused('offline', 0);
  }
  const read = (await answer.json().catch(() => undefined)) as (Offer & { type?: string }) | undefined;
  if (answer.ok && read) return read;
  throw new Refused(read?.type?.replace('urn:gerinc:problem:', '') ?? 'failed', answer.status);
}

export const readOffer = (key: string) => ask(address(key));
export const sayViewed = (key: string, { quote_id }: Offer) => ask(address(key, '/view'), { quote_id });
export const accept = (key: string, { quote_id }: Offer, name: string, chosen: readonly string[]) => ask(address(key, '/accept'), { quote_id, name, chosen });
export const decline = (key: string, { quote_id }: Offer, reason: string, name: string) =>
  ask(address(key, '/decline'), { quote_id, reason, ...(name ? { name } : {}) });
