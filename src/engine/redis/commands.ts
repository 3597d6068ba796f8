// Redis's commands, as far as they are here: how many words each takes, what it may do, and the rule that answers it.
//
// Simplified: of Redis's commands those are known that make queues of lists, sorted sets and streams, and publish and subscribe;
// every other is unknown.

import type { Rule } from './call.ts';
import { acknowledge, pending } from './group/pending.ts';
import { autoclaim, claim } from './group/claim.ts';
import { create, createConsumer, deleteConsumer, destroy, moveTo } from './group/group.ts';
import { readGroup } from './group/read.ts';
import { expireIn, timeToLive } from './keyspace/expiry.ts';
import { del, exists, typeOf } from './keyspace/keys.ts';
import { move, moveOrWait, moveOver, moveOverOrWait } from './list/move.ts';
import { pop, popFromFirst, popFromFirstOrWait, popOrWait } from './list/pop.ts';
import { length as listLength, push, pushIfThere } from './list/push.ts';
import { range, removeEqual, trim } from './list/range.ts';
import { publish, subscribe, unsubscribe } from './pubsub/pubsub.ts';
import { add as addToSet, popLowest, popLowestOrWait, size } from './sorted-set/sorted-set.ts';
import { add as addToStream } from './stream/add.ts';
import { infoOfConsumers, infoOfGroups, infoOfStream } from './stream/info.ts';
import {
  deleteEntries,
  length as streamLength,
  range as streamRange,
  rangeBackwards,
} from './stream/range.ts';
import { read } from './stream/read.ts';
import { trim as trimStream } from './stream/trimming.ts';

export interface CommandSpec {
  /** Words of the whole command; negative: at least so many. Redis: COMMAND INFO. */
  readonly arity: number;
  /** May need memory, and is refused when there is none left (denyoom). */
  readonly grows?: true;
  /** Is allowed to a client that listens. */
  readonly listens?: true;
  readonly rule: Rule;
}

/** Commands whose second word says what they do. */
export const CONTAINERS: ReadonlySet<string> = new Set(['xgroup', 'xinfo']);

/** By name in lower case, `container|subcommand` where it has two. */
export const COMMANDS: Readonly<Record<string, CommandSpec>> = {
  del: { arity: -2, rule: del },
  unlink: { arity: -2, rule: del },
  exists: { arity: -2, rule: exists },
  type: { arity: 2, rule: typeOf },
  expire: { arity: -3, rule: (call) => expireIn(call, 1000) },
  pexpire: { arity: -3, rule: (call) => expireIn(call, 1) },
  ttl: { arity: 2, rule: (call) => timeToLive(call, 1000) },
  pttl: { arity: 2, rule: (call) => timeToLive(call, 1) },

  lpush: { arity: -3, grows: true, rule: (call) => push(call, 'left') },
  rpush: { arity: -3, grows: true, rule: (call) => push(call, 'right') },
  lpushx: { arity: -3, grows: true, rule: (call) => pushIfThere(call, 'left') },
  rpushx: { arity: -3, grows: true, rule: (call) => pushIfThere(call, 'right') },
  lpop: { arity: -2, rule: (call) => pop(call, 'left') },
  rpop: { arity: -2, rule: (call) => pop(call, 'right') },
  blpop: { arity: -3, rule: (call) => popOrWait(call, 'left') },
  brpop: { arity: -3, rule: (call) => popOrWait(call, 'right') },
  lmpop: { arity: -4, rule: popFromFirst },
  blmpop: { arity: -5, rule: popFromFirstOrWait },
  lmove: { arity: 5, grows: true, rule: move },
  blmove: { arity: 6, grows: true, rule: moveOrWait },
  rpoplpush: { arity: 3, grows: true, rule: moveOver },
  brpoplpush: { arity: 4, grows: true, rule: moveOverOrWait },
  llen: { arity: 2, rule: listLength },
  lrange: { arity: 4, rule: range },
  ltrim: { arity: 4, rule: trim },
  lrem: { arity: 4, rule: removeEqual },

  zadd: { arity: -4, grows: true, rule: addToSet },
  zcard: { arity: 2, rule: size },
  zpopmin: { arity: -2, rule: popLowest },
  bzpopmin: { arity: -3, rule: popLowestOrWait },

  xadd: { arity: -5, grows: true, rule: addToStream },
  xlen: { arity: 2, rule: streamLength },
  xrange: { arity: -4, rule: streamRange },
  xrevrange: { arity: -4, rule: rangeBackwards },
  xread: { arity: -4, rule: read },
  xdel: { arity: -3, rule: deleteEntries },
  xtrim: { arity: -4, rule: trimStream },
  'xinfo|stream': { arity: -3, rule: infoOfStream },
  'xinfo|groups': { arity: 3, rule: infoOfGroups },
  'xinfo|consumers': { arity: 4, rule: infoOfConsumers },

  'xgroup|create': { arity: -5, grows: true, rule: create },
  'xgroup|setid': { arity: -5, rule: moveTo },
  'xgroup|destroy': { arity: 4, rule: destroy },
  'xgroup|createconsumer': { arity: 5, grows: true, rule: createConsumer },
  'xgroup|delconsumer': { arity: 5, rule: deleteConsumer },
  xreadgroup: { arity: -7, rule: readGroup },
  xack: { arity: -4, rule: acknowledge },
  xpending: { arity: -3, rule: pending },
  xclaim: { arity: -6, rule: claim },
  xautoclaim: { arity: -6, rule: autoclaim },

  publish: { arity: 3, rule: publish },
  subscribe: { arity: -2, listens: true, rule: (call) => subscribe(call, 'channel') },
  psubscribe: { arity: -2, listens: true, rule: (call) => subscribe(call, 'pattern') },
  unsubscribe: { arity: -1, listens: true, rule: (call) => unsubscribe(call, 'channel') },
  punsubscribe: { arity: -1, listens: true, rule: (call) => unsubscribe(call, 'pattern') },
};
