// Adding to a stream, and the ids that entries get (queues §18.1).

import { type Call, clockOf, lookUp, say, signal } from '../call.ts';
import type { Answer } from '../command.ts';
import { refuse, wrongNumber } from '../errors.ts';
import type { ReadonlyStream } from './entries.ts';
import { compareIds, FIRST_ID, LAST_ID, nextId, numbersOf, parseNewId } from './id.ts';
import { nodeOfNext } from './node.ts';
import type { EntryId } from './state.ts';
import { cut, readOptions } from './trimming.ts';

const TOO_SMALL = 'ERR The ID specified in XADD is equal or smaller than the target stream top item';

/** XADD key [NOMKSTREAM] [MAXLEN | MINID …] * | id field value…: the id; trims after adding. Nil without a stream to be. */
export function add(call: Call): Answer {
  const [key, ...rest] = call.args as [string, ...string[]];
  const { trimming, makesStream, next } = readOptions(rest, 'xadd');
  const [given = '*', ...fields] = rest.slice(next);
  const wanted = given === '*' ? null : parseNewId(given);
  if (fields.length < 2 || fields.length % 2 === 1) refuse(wrongNumber('xadd'));
  if (wanted && `${wanted.ms}-${wanted.seq}` === FIRST_ID)
    refuse('ERR The ID specified in XADD must be greater than 0-0');
  const isNew = !lookUp(call, 'stream', key);
  if (isNew) {
    if (!makesStream) return null;
    say(call, { kind: 'stream-created', key });
    signal(call, key);
  }
  const stream = lookUp(call, 'stream', key)!;
  if (stream.lastId === LAST_ID)
    refuse('ERR The stream has exhausted the last possible ID, unable to add more items');
  const id = wanted ? givenId(stream, wanted) : clockId(call, stream);
  const entry = { id, fields, node: nodeOfNext(stream), send: call.send };
  say(call, { kind: 'entry-added', client: call.client, key, entry });
  if (trimming) cut(call, key, stream, trimming);
  signal(call, key);
  return id;
}

/** With `*` in place of the sequence: the next of the last id's millisecond, or the first of another. */
function givenId({ lastId }: ReadonlyStream, { ms, seq }: ReturnType<typeof parseNewId>): EntryId {
  const following = nextId(lastId)!;
  const id = seq !== null ? `${ms}-${seq}` : following.startsWith(`${ms}-`) ? following : `${ms}-0`;
  return compareIds(id, lastId) > 0 ? id : refuse(TOO_SMALL);
}

/** The clock's millisecond, or what follows the last id where the clock is not past it. */
function clockId(call: Call, { lastId }: ReadonlyStream): EntryId {
  const ms = clockOf(call);
  return BigInt(ms) > numbersOf(lastId)[0] ? `${ms}-0` : nextId(lastId)!;
}
