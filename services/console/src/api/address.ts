/* Postal addresses as they stand on letters and invoices. */

type Address = { readonly street?: string | null; readonly postal_code?: string | null; readonly city?: string | null; readonly region?: string | null };

/** The street, the city behind its code, the region: a line each. */
export const addressLines = ({ street, postal_code, city, region }: Address) =>
  [street, [postal_code, city].filter(Boolean).join(' '), region].filter((line): line is string => Boolean(line));

/** The same in one line. */
export const addressLine = (address: Address) => addressLines(address).join(', ');
