/* How wide the columns of a list are: what one has to spare goes to those whose text would be cut. */

export type Wanting = {
  /** As wide as its name at least, and as its sum: half of one is another. */
  readonly least: number;
  /** What the list asks for it. */
  readonly asked: number;
  /** What the widest of its cells needs to be read whole; nothing while no cell is there. */
  readonly needs: number | undefined;
  /** What the person made of it; nobody else changes that. */
  readonly given: number | undefined;
};

/** One long text does not take the room of all others. */
const most = 480;

/**
 * Shares out the room. Nobody has more than it needs before all have what they need; who lacks the least is filled first, so that
 * few are cut, and what is left after that goes to all, as they asked. Where not even the least fits, the table scrolls.
 */
export function share(columns: readonly Wanting[], room: number): readonly number[] {
  const wants = columns.map(({ least, asked, needs, given }) => {
    if (given !== undefined) return { from: given, to: given, grows: 0 };
    const to = Math.max(least, Math.min(needs ?? asked, most));
    return { from: Math.min(Math.max(least, asked), to), to, grows: asked };
  });
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
  const spare = room - sum(wants.map(({ from }) => from));
  if (spare <= 0) return wants.map(({ from }) => from);
  const lacks = sum(wants.map(({ from, to }) => to - from));
  if (lacks >= spare) {
    const most = levelOf(wants.map(({ from, to }) => to - from), spare);
    return wants.map(({ from, to }) => from + Math.floor(Math.min(to - from, most)));
  }
  const grows = sum(wants.map((one) => one.grows));
  return wants.map(({ to, grows: own }) => to + (grows === 0 ? 0 : Math.floor(((spare - lacks) * own) / grows)));
}

/** What each gets at most of something that is less than all of them lack. */
function levelOf(lacks: readonly number[], spare: number): number {
  let left = spare;
  const ordered = lacks.filter((lack) => lack > 0).toSorted((one, other) => one - other);
  for (const [at, lack] of ordered.entries()) {
    const each = left / (ordered.length - at);
    if (lack >= each) return each;
    left -= lack;
  }
  return spare;
}

/** What the content of a cell takes from edge to edge, with the padding beside it: its words and whatever has no words. */
export function needOf(cell: HTMLElement, padding: number): number {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const range = document.createRange();
  let [left, right] = [Infinity, -Infinity];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node instanceof Element ? node : node.parentElement;
    // A badge is more than its words (`StateBadge`): there is room around them.
    const words = node instanceof Element && node.hasAttribute('data-tone') ? false : node.hasChildNodes();
    if (words || element?.closest('.hidden')) continue;
    if (node instanceof Element) range.selectNode(node);
    else range.selectNodeContents(node);
    for (const { left: from, right: to, width } of range.getClientRects()) if (width > 0) [left, right] = [Math.min(left, from), Math.max(right, to)];
  }
  return right > left ? Math.ceil(right - left) + padding : 0;
}
