/* A line of a deal as a form holds it (flat, as typed) and as the service takes it. Sums here are only shown, never sent. */
import type { Schema } from '../../api/client.ts';
import { minor, money, number, sums, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { parseAmount, parseDuration, typedAmount } from '../../i18n/parse.ts';

export type Line = Schema<'LineRequest'>;
export const kinds = ['fixed', 'time_and_materials', 'retainer', 'one_off'] as const;
export type Kind = (typeof kinds)[number];
export const cadences = ['monthly', 'quarterly', 'yearly'] as const;
/** More parts than this belong into lines of their own. */
export const maxRows = 24;
export const rowFields = ['id', 'name', 'amount', 'due', 'hours'] as const;
export type RowField = (typeof rowFields)[number];

/** Of a milestone: name, amount (or share), due. Of a rate: role, hourly rate, hours. */
export type LineValues = Readonly<Record<string, string>>;
export const cell = (row: number, field: RowField) => `row${row}_${field}`;

const scale = 10_000n;
const text = (value: bigint) => {
  const positive = value < 0n ? -value : value;
  return `${value < 0n ? '-' : ''}${positive / scale}.${(positive % scale).toString().padStart(4, '0')}`;
};
const times = (a: string, b: string) => (minor(a) * minor(b)) / scale;

export function emptyLine(today: string): LineValues {
  const rows = Array.from({ length: maxRows }, (_, row) => rowFields.map((field) => [cell(row, field), ''] as const)).flat();
  return {
    product: '', discount: '', name: '', vat_rate: '27', kind: 'fixed', price: '', budget_hours: '', split: 'amount', rows: '0',
    amount: '', cadence: 'monthly', periods: '12', starts_on: today, quantity: '1', unit_price: '', on: '',
    ...Object.fromEntries(rows),
  };
}

export function valuesOf(line: Line, today: string): LineValues {
  const { billing } = line;
  const values: Record<string, string> = { ...emptyLine(today), name: line.name ?? '', vat_rate: typedAmount(line.vat_rate ?? ''), kind: billing.kind };
  values.product = line.product_id ?? '';
  values.discount = typedAmount(line.discount_percent ?? '');
  const row = (index: number, fields: Partial<Record<RowField, string>>) => {
    for (const [field, value] of Object.entries(fields)) values[cell(index, field as RowField)] = value;
  };
  const hours = (value: string | undefined) => (value && Number(value) > 0 ? typedAmount(value) : '');
  if (billing.kind === 'fixed') {
    values.price = typedAmount(billing.price?.amount ?? '');
    values.budget_hours = hours(billing.budget_hours);
    values.rows = String(billing.milestones?.length ?? 0);
    billing.milestones?.forEach((one, index) =>
      row(index, { id: one.milestone_id ?? '', name: one.name, amount: typedAmount(one.amount?.amount ?? one.share_percent ?? ''), due: one.due_on ?? '' }),
    );
    if (billing.milestones?.some((one) => one.share_percent)) values.split = 'share';
  } else if (billing.kind === 'time_and_materials') {
    values.rows = String(billing.rates.length);
    billing.rates.forEach((one, index) => row(index, { name: one.role, amount: typedAmount(one.hourly_rate?.amount ?? ''), hours: typedAmount(one.estimated_hours ?? '') }));
  } else if (billing.kind === 'retainer') {
    Object.assign(values, { amount: typedAmount(billing.amount?.amount ?? ''), cadence: billing.cadence, periods: String(billing.periods), starts_on: billing.starts_on });
    values.budget_hours = hours(billing.budget_hours);
  } else Object.assign(values, { quantity: typedAmount(billing.quantity), unit_price: typedAmount(billing.unit_price?.amount ?? ''), on: billing.on ?? '' });
  return values;
}

/** The rows that are there, with what was typed into them. */
export const rowsOf = (values: LineValues) =>
  Array.from({ length: Number(values.rows) }, (_, index) => {
    const at = (field: RowField) => values[cell(index, field)] ?? '';
    return { index, id: at('id'), name: at('name'), amount: at('amount'), due: at('due'), hours: at('hours') };
  });

/** Takes a row out; those below move up with all they hold. */
export function withoutRow(values: LineValues, row: number): LineValues {
  const patch: Record<string, string> = { rows: String(Number(values.rows) - 1) };
  for (let at = row; at < maxRows; at++) for (const field of rowFields) patch[cell(at, field)] = values[cell(at + 1, field)] ?? '';
  return patch;
}

/** What is delivered at once is one milestone, which the service would call by an English name. */
const whole = () => ({ index: 0, id: '', name: t('crm.line.whole'), amount: '100', due: '', hours: '' });

export function requestOf(values: LineValues, currency: string, lineId?: string | null): Line {
  const amount = (typed = ''): Money => ({ amount: parseAmount(typed) ?? '', currency });
  const hours = (typed = '') => (typed ? (parseDuration(typed) ?? '') : '0');
  const rows = rowsOf(values);
  const billing: Line['billing'] =
    values.kind === 'fixed'
      ? {
          kind: 'fixed',
          price: amount(values.price),
          budget_hours: hours(values.budget_hours),
          milestones: (rows.length > 0 ? rows : [whole()]).map((row) => ({
            ...(row.id ? { milestone_id: row.id } : {}),
            name: row.name.trim(),
            ...(values.split === 'share' || rows.length === 0 ? { share_percent: parseAmount(row.amount) ?? '' } : { amount: amount(row.amount) }),
            due_on: row.due || null,
          })),
        }
      : values.kind === 'time_and_materials'
        ? { kind: 'time_and_materials', rates: rows.map((row) => ({ role: row.name.trim(), hourly_rate: amount(row.amount), estimated_hours: hours(row.hours) })) }
        : values.kind === 'retainer'
          ? {
              kind: 'retainer',
              amount: amount(values.amount),
              budget_hours: hours(values.budget_hours),
              cadence: cadences.find((one) => one === values.cadence) ?? 'monthly',
              periods: Number(values.periods),
              starts_on: values.starts_on ?? '',
            }
          : { kind: 'one_off', quantity: parseAmount(values.quantity ?? '') ?? '', unit_price: amount(values.unit_price), on: values.on || null };
  return {
    ...(lineId ? { deal_line_id: lineId } : {}),
    ...(values.product ? { product_id: values.product } : {}),
    ...(values.discount?.trim() ? { discount_percent: parseAmount(values.discount) ?? '' } : {}),
    name: (values.name ?? '').trim(),
    vat_rate: parseAmount(values.vat_rate ?? '') ?? '',
    billing,
  };
}

type List = Pick<Schema<'PriceList'>, 'price_list_id' | 'discount_percent'>;

/** What a product costs by a price list, as the service finds it: its price on the list, else the standard one less what the list takes off. */
export function priceBy(list: List | null | undefined, product: Schema<'ProductView'>, currency: string, today: string): string | undefined {
  const on = (id: string | null) =>
    product.prices.find((one) => (one.price_list_id ?? null) === id && one.amount.currency === currency && one.valid_from <= today && (!one.valid_to || today <= one.valid_to))?.amount.amount;
  const own = list ? on(list.price_list_id) : undefined;
  const standard = on(null);
  return own ?? (standard && list?.discount_percent ? discounted(standard, typedAmount(list.discount_percent)) : standard);
}

/** What a product says of a line, with the price it has today by a list; the name stays when somebody has written one. */
export function withProduct(values: LineValues, product: Schema<'ProductView'>, currency: string, today: string, list?: List | null): LineValues {
  const amount = typedAmount(priceBy(list, product, currency, today) ?? '');
  const patch: Record<string, string> = { product: product.product_id, kind: product.billing, name: product.name, vat_rate: typedAmount(product.vat_rate) };
  if (product.billing === 'fixed') patch.price = amount;
  else if (product.billing === 'retainer') patch.amount = amount;
  else if (product.billing === 'one_off') patch.unit_price = amount;
  else Object.assign(patch, { rows: '1', [cell(0, 'name')]: product.name, [cell(0, 'amount')]: amount });
  return { ...values, ...patch };
}

/** A price with the discount off, rounded to cents as the service does. */
export function discounted(price: string, percent: string): string {
  const off = parseAmount(percent) ?? '0';
  const exact = minor(price) * minor(off);
  const cents = (exact / (100n * scale) + 50n) / 100n;
  return text(minor(price) - cents * 100n);
}

/** What a line comes to, as typed so far; null while something cannot be read. */
export function totalOf(values: LineValues, currency: string): Money | null {
  const price = (typed = '') => {
    const read = parseAmount(typed);
    return read === null ? null : discounted(read, values.discount ?? '');
  };
  const money = (value: bigint | null) => (value === null ? null : { amount: text(value), currency });
  const both = (a: string | null, b: string | null) => (a === null || b === null ? null : times(a, b));
  if (values.kind === 'fixed') return money(price(values.price) === null ? null : minor(price(values.price) ?? '0'));
  if (values.kind === 'retainer') return money(/^\d+$/.test(values.periods ?? '') ? both(price(values.amount), values.periods ?? null) : null);
  if (values.kind === 'one_off') return money(both(price(values.unit_price), parseAmount(values.quantity ?? '')));
  const parts = rowsOf(values).map((row) => both(price(row.amount), parseDuration(row.hours)));
  return parts.some((part) => part === null) ? null : money(parts.reduce<bigint>((sum, part) => sum + (part ?? 0n), 0n));
}

/** What of a fixed price no milestone has yet: in money, or in percent. Null when all is split, or nothing is. */
export function leftToSplit(values: LineValues, currency: string): { money: Money } | { percent: string } | null {
  const rows = rowsOf(values);
  if (values.kind !== 'fixed' || rows.length === 0) return null;
  const used = sums(rows.map((row) => ({ amount: parseAmount(row.amount) ?? '0', currency })))[0]?.amount ?? '0';
  const whole = values.split === 'share' ? '100' : (parseAmount(values.price ?? '') ?? '0');
  const left = minor(whole) - minor(used);
  if (left === 0n) return null;
  return values.split === 'share' ? { percent: text(left).replace(/\.?0+$/, '') } : { money: { amount: text(left), currency } };
}

/** A line in a few words, with its price: two versions of it may differ in nothing else. */
export function lineInWords({ name, billing }: Line): string {
  const price = (amount: Schema<'Money'> | null | undefined) => (amount ? money(amount) : '–');
  const prices =
    billing.kind === 'fixed'
      ? [price(billing.price)]
      : billing.kind === 'time_and_materials'
        ? billing.rates.map((rate) => `${rate.role} ${number(rate.estimated_hours ?? '0', 2)} × ${price(rate.hourly_rate)}`)
        : billing.kind === 'retainer'
          ? [`${billing.periods} × ${price(billing.amount)}`]
          : [`${number(billing.quantity, 4)} × ${price(billing.unit_price)}`];
  return `${name ?? ''} (${prices.join(', ')})`;
}
