// A lifecycle as a plain table. A machine as a function costs tens of microseconds a call; the next state is looked up here. The built
// page has nothing but the tables: they are made when it is built (scripts/lifecycles.ts).

/** Per state: where each of its events leads. */
export type Transitions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The part of a machine that is read: guard-free states whose events name their target. */
interface Declared {
  readonly config: { readonly states?: object | undefined };
}

/** @throws if the machine says more than a table can: guards, actions, several targets. */
export function transitionsOf(machine: Declared): Transitions {
  const table: Record<string, Record<string, string>> = {};
  for (const [state, declared] of Object.entries(machine.config.states ?? {})) {
    const row: Record<string, string> = {};
    for (const [event, target] of Object.entries((declared as { on?: object }).on ?? {})) {
      if (typeof target !== 'string') throw new Error(`"${state}" on ${event} is more than a target.`);
      row[event] = target;
    }
    table[state] = row;
  }
  return table;
}

/** The state that this event leads to. @throws if the state has no such way out. */
export function next(table: Transitions, state: string, event: string): string {
  const target = table[state]?.[event];
  if (target === undefined) throw new Error(`No way out of "${state}" by ${event}.`);
  return target;
}
