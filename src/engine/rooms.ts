// How a broker model finds its rules and appliers: by kind, in tables made of the rooms that its run was given.

/** What a room of either broker has: rules by the kind of command, appliers by the kind of fact. */
interface AnyRoom {
  readonly rules: object;
  readonly facts: object;
}

/** One table of rules and one of appliers. Maps, because objects with so many names are slow to look in; of two, the later room counts. */
export function tablesOf<Rule, Applier>(
  rooms: readonly AnyRoom[],
): { rules: ReadonlyMap<string, Rule>; facts: ReadonlyMap<string, Applier> } {
  const table = <Entry>(parts: readonly object[]): ReadonlyMap<string, Entry> =>
    new Map(parts.flatMap((part) => Object.entries(part) as [string, Entry][]));
  return { rules: table(rooms.map(({ rules }) => rules)), facts: table(rooms.map(({ facts }) => facts)) };
}
