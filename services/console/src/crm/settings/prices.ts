/* The prices of a product as its form holds them, and as the service takes them. */
import type { Schema } from '../../api/client.ts';
import { parseAmount, typedAmount } from '../../i18n/parse.ts';

/** A price as it is typed; the list is empty for the standard price, the last day for one without end. */
export type Price = { readonly amount: string; readonly currency: string; readonly from: string; readonly to: string; readonly list: string };
/** A price as it is sent, with all that it may say, so that two of them compare. */
export type PriceSays = Schema<'ProductPrice'> & { readonly valid_to: string | null; readonly price_list_id: string | null };

export const typedPrice = ({ amount, valid_from, valid_to, price_list_id }: Schema<'ProductPrice'>): Price => ({
  amount: typedAmount(amount.amount),
  currency: amount.currency,
  from: valid_from,
  to: valid_to ?? '',
  list: price_list_id ?? '',
});
export const priceOf = ({ amount, currency, from, to, list }: Price): PriceSays => ({
  amount: { amount: parseAmount(amount) ?? '', currency },
  valid_from: from,
  valid_to: to || null,
  price_list_id: list || null,
});
/** A price that nobody touched, as it would be sent. */
export const priceSays = (price: Schema<'ProductPrice'>): PriceSays => priceOf(typedPrice(price));
