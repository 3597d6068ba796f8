// A sorted list in short pieces, as plain data. A piece is never changed once made, so copying the list copies its spine alone,
// and a change makes one piece anew. Items are unique by their key.

export interface Sorted<Item> {
  pieces: (readonly Item[])[];
  size: number;
}

/** The list as those see it who only read. */
export interface ReadonlySorted<Item> {
  readonly pieces: readonly (readonly Item[])[];
  readonly size: number;
}

type KeyOf<Item> = (item: Item) => number;

/** Items in a piece at most. */
const PIECE = 32;

export const createSorted = <Item>(): Sorted<Item> => ({ pieces: [], size: 0 });

export const copySorted = <Item>(list: Sorted<Item>): Sorted<Item> => ({
  pieces: list.pieces.slice(),
  size: list.size,
});

export const firstOf = <Item>(list: ReadonlySorted<Item>): Item | undefined => list.pieces[0]?.[0];

/** The items in order, as a new array. */
export const itemsOfSorted = <Item>(list: ReadonlySorted<Item>): Item[] => list.pieces.flat();

/** The item with this key. */
export function find<Item>(list: ReadonlySorted<Item>, key: number, keyOf: KeyOf<Item>): Item | undefined {
  const piece = list.pieces[pieceFor(list, key, keyOf)];
  if (!piece) return undefined;
  const item = piece[placeIn(piece, key, keyOf)];
  return item !== undefined && keyOf(item) === key ? item : undefined;
}

/** The items up to and including this key, in order. */
export function upTo<Item>(list: ReadonlySorted<Item>, key: number, keyOf: KeyOf<Item>): Item[] {
  const found: Item[] = [];
  for (const piece of list.pieces)
    for (const item of piece) {
      if (keyOf(item) > key) return found;
      found.push(item);
    }
  return found;
}

/** Puts an item in its place. No item with its key may be there. */
export function insert<Item>(list: Sorted<Item>, item: Item, keyOf: KeyOf<Item>): void {
  const { pieces } = list;
  if (pieces.length === 0) {
    pieces.push([item]);
    list.size = 1;
    return;
  }
  const key = keyOf(item);
  const index = Math.min(pieceFor(list, key, keyOf), pieces.length - 1);
  const piece = pieces[index]!;
  list.size++;
  const place = placeIn(piece, key, keyOf);
  if (piece.length < PIECE) pieces[index] = having(piece, place, item);
  else if (place === PIECE && index === pieces.length - 1) pieces.push([item]);
  else {
    const whole = having(piece, place, item);
    pieces.splice(index, 1, whole.slice(0, PIECE >> 1), whole.slice(PIECE >> 1));
  }
}

/** Takes out the item with this key, and gives it if it was there. */
export function remove<Item>(list: Sorted<Item>, key: number, keyOf: KeyOf<Item>): Item | undefined {
  const index = pieceFor(list, key, keyOf);
  const piece = list.pieces[index];
  if (!piece) return undefined;
  const place = placeIn(piece, key, keyOf);
  const item = piece[place];
  if (item === undefined || keyOf(item) !== key) return undefined;
  list.size--;
  if (piece.length > 1) list.pieces[index] = without(piece, place);
  else if (index === 0) list.pieces.shift();
  else list.pieces.splice(index, 1);
  return item;
}

/** Replaces items by what `change` makes of them; their keys must stay. */
export function changeAll<Item>(list: Sorted<Item>, change: (item: Item) => Item): void {
  list.pieces = list.pieces.map((piece) => piece.map(change));
}

/** Index of the first piece whose last key is at least `key`; the number of pieces if there is none. */
function pieceFor<Item>({ pieces }: ReadonlySorted<Item>, key: number, keyOf: KeyOf<Item>): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle]!;
    if (keyOf(piece[piece.length - 1]!) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first item of the piece whose key is at least `key`. Pieces are short: looked through from the start. */
function placeIn<Item>(piece: readonly Item[], key: number, keyOf: KeyOf<Item>): number {
  let place = 0;
  while (place < piece.length && keyOf(piece[place]!) < key) place++;
  return place;
}

function having<Item>(piece: readonly Item[], place: number, item: Item): Item[] {
  const result: Item[] = [];
  for (let i = 0; i < place; i++) result.push(piece[i]!);
  result.push(item);
  for (let i = place; i < piece.length; i++) result.push(piece[i]!);
  return result;
}

function without<Item>(piece: readonly Item[], place: number): Item[] {
  if (place === 0) return piece.slice(1);
  const result: Item[] = [];
  for (let i = 0; i < piece.length; i++) if (i !== place) result.push(piece[i]!);
  return result;
}
