// What the facts of a step showed to other clients than the one that asked.

import { isRefusal } from '../../../src/engine/command.ts';
import type { Fact } from '../../../src/engine/fact.ts';
import type { Wait } from '../../../src/engine/redis/connection/state.ts';
import type { Json } from '../json.ts';
import { errorText, type Renaming, shaped } from './shape.ts';

/** What clients had sent that wait, to shape the answers by. */
export type Waits = Map<string, Wait>;

/** Answers of those who waited, and what listeners were sent, by the fields of the format. */
export function seenBy(facts: readonly Fact[], waits: Waits, renaming: Renaming): Json {
  const see: Record<string, Record<string, unknown>> = {};
  const show = (field: string, client: string, what: unknown) => ((see[field] ??= {})[client] = what);
  for (const fact of facts) {
    if (fact.of !== 'redis') continue;
    switch (fact.kind) {
      case 'client-blocked':
        waits.set(fact.client, fact.wait);
        break;
      case 'client-woken':
        if (isRefusal(fact.reply)) show('wakeError', fact.client, errorText(fact.reply));
        else show('wake', fact.client, shaped(waits.get(fact.client)!.argv, fact.reply, renaming));
        break;
      case 'client-timed-out':
        show('wake', fact.client, null);
        break;
      case 'message-broadcast':
        for (const { client, by, name } of fact.to) {
          const { channel, message } = fact;
          const push =
            by === 'channel' ? ['message', channel, message] : ['pmessage', name, channel, message];
          show('push', client, [...((see['push']?.[client] as unknown[] | undefined) ?? []), push]);
        }
        break;
    }
  }
  return see;
}
