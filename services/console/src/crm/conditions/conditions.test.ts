import { describe, expect, test } from 'vitest';
import { parse, quote } from './cel.ts';
import { comesTo, drawFrom, fields, rowFrom, rowsFrom, seenFrom } from './made.ts';
import { compared, complete, operators, rowOf, type Rows } from './model.ts';
import { normal, read } from './read.ts';
import { wanting, write } from './write.ts';

const rowsOf = (source: string): Rows => {
  const found = read(source, fields);
  if ('why' in found) throw new Error(`${source}: ${found.why} ${found.part}`);
  return found.rows;
};
/** What a condition says, short: `deal.name is a | …`. */
const short = (source: string) => JSON.stringify(rowsOf(source), (key, value: unknown) => (['nature', 'currency'].includes(key) ? undefined : value));
const again = (source: string) => write(rowsOf(source)).text;

describe('what rows can say', () => {
  test.each([
    ['deal.name == "x"', 'deal.name == "x"'],
    [String.raw`deal.name == 'it\'s "x"\n'`, String.raw`deal.name == "it's \"x\"\n"`],
    [String.raw`deal.name == "\u0151"`, 'deal.name == "ő"'],
    ['lower(deal.name) == "x"', 'lower(deal.name) == "x"'],
    ['deal.name.lower().contains(lower("Web"))', 'lower(deal.name).contains(lower("Web"))'],
    ['!deal.name.contains("Web")', '!deal.name.contains("Web")'],
    ['deal.name == ""', '!has(deal.name)'],
    ['!(deal.stage != "Won")', 'deal.stage == "Won"'],
    ['!!has(deal.stage)', 'has(deal.stage)'],
    ['!(deal.stage in ["A", "B"])', '!(deal.stage in ["A", "B"])'],
    ['10000.10 <= deal.value', 'deal.value >= 10000.10'],
    ['!(deal.odds > -5)', 'deal.odds <= -5'],
    ['deal.value >= 1000.5 && deal.currency == "EUR"', 'deal.value >= 1000.5 && deal.currency == "EUR"'],
    ['deal.has_account == false', '!deal.has_account'],
    ['deal.has_account != false', 'deal.has_account'],
    ['"vip" in deal.tags', '"vip" in deal.tags'],
    ['!("vip" in deal.tags)', '!("vip" in deal.tags)'],
    ["['a', 'b'].exists(x, x in deal.tags)", '["a", "b"].exists(one, one in deal.tags)'],
    ['deal.tags.exists(t, lower(t).contains("vip"))', 'deal.tags.exists(one, lower(one).contains("vip"))'],
    ['deal.expected_close_on < "2026-12-30"', 'deal.expected_close_on < "2026-12-30"'],
    ['has(deal.expected_close_on) && deal.expected_close_on < "2026-12-30"', 'has(deal.expected_close_on) && deal.expected_close_on < "2026-12-30"'],
    ['days(event.on, deal.expected_close_on) <= 30', 'days(event.on, deal.expected_close_on) <= 30'],
    ["deal.custom['Számla \"típus\"'] == 'éves'", String.raw`deal.custom["Számla \"típus\""] == "éves"`],
    ['deal.odds > 1 && deal.has_account || deal.odds < 0', '(deal.odds > 1 && deal.has_account) || deal.odds < 0'],
    ['deal.has_account && (deal.odds > 1 || deal.odds < 0)', 'deal.has_account && (deal.odds > 1 || deal.odds < 0)'],
    ['((deal.has_account))', 'deal.has_account'],
    ['(deal.value > 1 && deal.currency == "EUR") || deal.has_account', '(deal.value > 1 && deal.currency == "EUR") || deal.has_account'],
    ['size(deal.tags) == 0', '!has(deal.tags)'],
    ['!(deal.tags.size() == 0)', 'has(deal.tags)'],
    ['deal.custom["Nap"] != "" && deal.custom["Nap"] < "2026-01-01"', 'has(deal.custom["Nap"]) && deal.custom["Nap"] < "2026-01-01"'],
    ['size(deal.custom["Méret"]) > 0', 'has(deal.custom["Méret"])'],
    ['has(deal.custom["Keret"])', 'has(deal.custom["Keret"])'],
    ['!("Keret" in deal.custom)', '!has(deal.custom["Keret"])'],
    ['has(deal.custom["Kell"]) && deal.custom["Kell"]', 'has(deal.custom["Kell"]) && deal.custom["Kell"]'],
  ])('%s', (source, written) => expect(again(source)).toBe(written));

  test('an amount with its currency is one row, and so is a day that has to be known', () => {
    expect(rowsOf('deal.value >= 5 && deal.currency == "EUR" && deal.has_account').items).toHaveLength(2);
    expect(short('(has(deal.expected_close_on) && deal.expected_close_on <= "2026-01-01") || deal.has_account')).toBe(
      '{"join":"any","items":[{"name":"deal.expected_close_on","operator":"until","values":["2026-01-01"]},{"name":"deal.has_account","operator":"yes","values":[]}]}',
    );
  });
  test('nothing is a condition without rows', () => expect(rowsOf(' ')).toEqual({ join: 'all', items: [] }));
});

describe('what stays an expression', () => {
  test.each([
    ['deal.valeu > 3', 'field', 'deal.valeu'],
    ['has(lead.source)', 'field', 'lead.source'],
    ['deal.value + 1 > 3', 'unread', '+'],
    ['deal.value > deal.odds', 'shape', 'deal.value > deal.odds'],
    ['deal.has_account ? true : false', 'unread', '?'],
    ['deal.has_account && (deal.odds > 1 || (deal.odds < 0 && deal.odds > -9))', 'nested', '(deal.odds < 0 && deal.odds > -9)'],
    ['!(deal.has_account && deal.odds > 1)', 'shape', '!(deal.has_account && deal.odds > 1)'],
    ['"Kerett" in deal.custom', 'field', 'deal.custom'],
    ['size(deal.tags) > 1', 'shape', 'size(deal.tags) > 1'],
    ['lower(deal.name) == "Web"', 'value', '"Web"'],
    ['deal.expected_close_on > "soon"', 'value', '"soon"'],
    ['deal.expected_close_on > "2026-02-30"', 'value', '"2026-02-30"'],
    ['deal.stage.contains("x")', 'shape', 'deal.stage.contains("x")'],
    ['deal.tags == "x"', 'shape', 'deal.tags == "x"'],
    ['deal.name > "a"', 'shape', 'deal.name > "a"'],
    ['deal.name == 3', 'shape', 'deal.name == 3'],
    ['deal.odds == "3"', 'shape', 'deal.odds == "3"'],
    ['deal.odds > 1e3', 'unread', '1'],
    ['deal.odds > 0x10', 'unread', '0'],
    ['deal.odds > 3u', 'unread', '3'],
    ['deal.name == r"x"', 'unread', 'r'],
    ['deal.name == """x"""', 'unread', '"""'],
    [String.raw`deal.name == "\x41"`, 'unread', String.raw`\x`],
    ['deal.name == null', 'unread', 'null'],
    ['deal.name == "x', 'unread', '"x'],
    ['deal.name == "x" extra', 'unread', 'extra'],
    ['deal.name == "x" // why', 'unread', '/'],
    ['deal.stage in []', 'value', 'deal.stage in []'],
    ['"a" in deal.tags in deal.tags', 'unread', 'in'],
    ['true', 'shape', 'true'],
    ['deal.name == "x" &&', 'unread', 'deal.name == "x" &&'],
    ['[1].exists(x, x in deal.tags)', 'shape', '[1].exists(x, x in deal.tags)'],
    ['["a"].exists(x, y in deal.tags)', 'shape', '["a"].exists(x, y in deal.tags)'],
    ['["a"].exists(x, x in deal.tags, true)', 'shape', '["a"].exists(x, x in deal.tags, true)'],
    ['days(event.on, deal.expected_close_on) <= -3', 'value', 'days(event.on, deal.expected_close_on) <= -3'],
    ['days(event.on, deal.expected_close_on) == 3', 'shape', 'days(event.on, deal.expected_close_on) == 3'],
    [`${'('.repeat(200)}deal.has_account${')'.repeat(200)}`, 'unread', '('],
    [`${'!'.repeat(200)}deal.has_account`, 'unread', '!'],
  ])('%s', (source, why, part) => {
    const found = read(source, fields);
    expect('why' in found ? [found.why, found.part.trim()] : found).toEqual([why, part]);
  });
});

describe('made at random', () => {
  test('rows that are written and read are the same rows', () => {
    for (let seed = 1; seed <= 4000; seed += 1) {
      const rows = rowsFrom(drawFrom(seed));
      const { text } = write(rows);
      const rest = normal(rows);
      expect({ seed, text, ...read(text, fields) }).toEqual({ seed, text, rows: rest });
      expect(normal(rest)).toEqual(rest);
    }
  });
  test('a row of its own stays as it is', () => {
    const once = new Set<string>();
    for (let seed = 1; seed <= 3000; seed += 1) {
      const row = rowFrom(drawFrom(seed));
      once.add(`${row.nature} ${row.operator}`);
      expect({ seed, ...rowsOf(write({ join: 'all', items: [row] }).text) }).toEqual({ seed, join: 'all', items: [row] });
    }
    // Each comparison of each kind of field was among them.
    expect(once.size).toBe(Object.values(operators).flat().length);
  });
  test('what is read says what was written: it comes to the same whatever is seen', () => {
    // Parts of expressions in any order; most are no expressions, and many of those that are cannot be rows.
    const parts = ['deal.name', 'deal.stage', 'deal.currency', 'deal.value', 'deal.odds', 'deal.tags', 'deal.has_account', 'deal.expected_close_on', 'event.on', '"a"', '"B"', '"2026-02-28"', '"EUR"', '10', '-2.5', '""', 'true'];
    const draws = drawFrom(7);
    const pick = () => parts[draws(parts.length)] ?? '';
    const atom = (): string =>
      [
        () => `${pick()} ${['==', '!=', '<', '<=', '>', '>='][draws(6)] ?? ''} ${pick()}`,
        () => `has(${pick()})`,
        () => `size(${pick()}) ${['==', '!=', '<', '<=', '>', '>='][draws(6)] ?? ''} 0`,
        () => pick(),
        () => `${pick()} in ${pick()}`,
        () => `${pick()} in [${pick()}, ${pick()}]`,
        () => `[${pick()}, ${pick()}].${draws(2) ? 'exists' : 'all'}(x, x in ${pick()})`,
        () => `${pick()}.${['contains', 'startsWith', 'endsWith'][draws(3)] ?? ''}(${pick()})`,
        () => `lower(${pick()}) == ${draws(2) ? pick() : `lower(${pick()})`}`,
        () => `days(${pick()}, ${pick()}) ${draws(2) ? '<=' : '>='} 20`,
        () => `deal.value >= ${draws(50)} && deal.currency == "EUR"`,
        () => `has(deal.expected_close_on) && deal.expected_close_on < "2026-12-31"`,
      ][draws(12)]?.() ?? '';
    const whole = (deep: number): string => {
      const one = deep > 0 && draws(3) === 0 ? `(${whole(deep - 1)})` : atom();
      const not = draws(4) === 0 ? (draws(2) ? `!(${one})` : `!${one}`) : one;
      return draws(2) ? not : `${not} ${draws(2) ? '&&' : '||'} ${deep > 0 ? whole(deep - 1) : atom()}`;
    };
    let taken = 0;
    for (let run = 0; run < 20_000; run += 1) {
      const source = whole(2);
      const found = read(source, fields);
      if ('why' in found) continue;
      taken += 1;
      const written = write(found.rows).text;
      for (let seed = 0; seed < 12; seed += 1) {
        const seen = seenFrom(drawFrom(run * 12 + seed + 1));
        expect({ source, written, so: comesTo(parse(written), seen) }).toEqual({ source, written, so: comesTo(parse(source), seen) });
      }
    }
    expect(taken).toBeGreaterThan(1500);
  });
  test('any text is read or refused', () => {
    const draws = drawFrom(3);
    const chars = ['deal', '.', 'value', '"', "'", '\\', '(', ')', '[', ']', ',', '!', '&&', '||', '=', '<', '>', ' ', '1', '-', 'in', 'has', 'ő', '🙂', '?', '+', '\n'];
    for (let run = 0; run < 5000; run += 1) {
      const source = Array.from({ length: draws(24) }, () => chars[draws(chars.length)]).join('');
      const found = read(source, fields);
      // What is refused is shown.
      expect({ source, shown: !('why' in found) || found.part !== '' }).toEqual({ source, shown: true });
    }
  });
  test('texts are quoted so that they are read again', () => {
    const draws = drawFrom(11);
    for (let run = 0; run < 2000; run += 1) {
      const text = Array.from({ length: draws(12) }, () => String.fromCodePoint(draws(3) ? draws(0x180) : 0x1f600 + draws(64))).join('');
      expect(parse(quote(text))).toMatchObject({ kind: 'text', value: text });
    }
  });
});

describe('rows while they are written', () => {
  const field = (name: string) => fields.get(name) ?? { name, nature: 'text' as const };
  const begun = rowOf(field('deal.name'));
  test('a row that does not say all is left out, and named', () => {
    const done = { ...rowOf(field('deal.has_account')) };
    const rows: Rows = { join: 'all', items: [begun, { join: 'any', rows: [begun] }, done] };
    expect(write(rows).text).toBe('deal.has_account');
    expect(wanting(rows)).toEqual([begun, begun]);
  });
  test('it is known where each row stands', () => {
    const { text, places } = write(rowsOf('deal.has_account && (deal.odds > 1 || has(deal.name))'));
    expect(places.map(({ from, to }) => text.slice(from, to))).toEqual(['deal.has_account', 'deal.odds > 1', 'has(deal.name)']);
  });
  test('another comparison keeps the values it takes', () => {
    const row = { ...begun, operator: 'one_of' as const, values: ['a', 'b'] };
    expect(compared(row, 'is').values).toEqual(['a']);
    expect(compared(row, 'known').values).toEqual([]);
    expect(compared({ ...rowOf(field('deal.expected_close_on')), values: ['2026-01-01'] }, 'within').values).toEqual([]);
    expect(compared({ ...rowOf(field('deal.value')), values: ['5'], of: 'EUR' }, 'less')).toMatchObject({ values: ['5'], of: 'EUR' });
  });
  test('another field keeps what makes sense of it', () => {
    const amount = { ...rowOf(field('deal.value')), values: ['5'], of: 'EUR' };
    expect(rowOf(field('deal.odds'), amount)).toEqual({ name: 'deal.odds', nature: 'number', operator: 'at_least', values: [] });
    expect(rowOf(field('deal.custom["x"]'), { ...begun, operator: 'ends', values: ['z'], strict: true })).toMatchObject({ operator: 'ends', values: ['z'], strict: true });
  });
  test('a number, a day and a count of days have to be ones', () => {
    for (const [name, value, right] of [['deal.value', '01', false], ['deal.value', '1.', false], ['deal.value', '-0.5', true], ['deal.expected_close_on', '2026-13-01', false]] as const)
      expect(complete({ ...rowOf(field(name)), operator: name === 'deal.value' ? 'less' : 'is', values: [value] })).toBe(right);
    expect(complete({ ...rowOf(field('deal.expected_close_on')), operator: 'within', values: ['1.5'] })).toBe(false);
  });
});
