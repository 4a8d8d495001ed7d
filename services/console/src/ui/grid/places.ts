/* Rows that somebody reads stay where they are while others change the list. */

type Kept<Row> = {
  readonly rows: readonly Row[];
  /** How many rows came, went or moved and are not shown so yet. */
  readonly changes: number;
};

/**
 * The rows that are shown, in their places, with what is known of them now. What the person changed themselves is where it is now,
 * and no change to be told of.
 */
export function keepPlaces<Row>(shown: readonly Row[], now: readonly Row[], idOf: (row: Row) => string, own: (id: string) => boolean): Kept<Row> {
  const [before, after] = [shown, now].map((rows) => rows.filter((row) => !own(idOf(row))));
  const { rows, changes } = keep(before ?? [], after ?? [], idOf);
  if (changes === 0) return { rows: now, changes };
  const placed = [...rows];
  for (const [index, row] of now.entries()) {
    if (!own(idOf(row))) continue;
    // After what is above it now, as far as that is shown.
    const above = now.slice(0, index).findLast((one) => placed.some((other) => idOf(other) === idOf(one)));
    placed.splice(above === undefined ? 0 : placed.findIndex((one) => idOf(one) === idOf(above)) + 1, 0, row);
  }
  return { rows: placed, changes };
}

function keep<Row>(shown: readonly Row[], now: readonly Row[], idOf: (row: Row) => string): Kept<Row> {
  const fresh = new Map(now.map((row) => [idOf(row), row]));
  const places = new Map(now.map((row, place) => [idOf(row), place]));
  const stayed = shown.flatMap((row) => places.get(idOf(row)) ?? []);
  const came = now.length - stayed.length;
  const went = shown.length - stayed.length;
  return { rows: shown.map((row) => fresh.get(idOf(row)) ?? row), changes: came + went + stayed.length - longestRise(stayed) };
}

/** How many of these numbers stand in order at most: the others have moved. */
function longestRise(numbers: readonly number[]): number {
  const ends: number[] = [];
  for (const one of numbers) {
    const at = ends.findIndex((end) => end >= one);
    if (at < 0) ends.push(one);
    else ends[at] = one;
  }
  return ends.length;
}
