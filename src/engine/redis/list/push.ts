// Putting elements into lists, and how long those are then.

import { type Call, lookUp, say, signal } from '../call.ts';
import type { Answer } from '../command.ts';
import type { End } from './state.ts';

/** LPUSH, RPUSH key element…: one after another, so LPUSH turns their order round. Answers the length. */
export const push = (call: Call, end: End): Answer => pushTo(call, end, true);

/** LPUSHX, RPUSHX: only where there is a list already. */
export const pushIfThere = (call: Call, end: End): Answer => pushTo(call, end, false);

function pushTo(call: Call, end: End, creates: boolean): Answer {
  const [key, ...values] = call.args as [string, ...string[]];
  const list = lookUp(call, 'list', key);
  if (!list && !creates) return 0;
  const elements = values.map((value) => ({ value, send: call.send }));
  say(call, { kind: 'elements-pushed', client: call.client, key, end, elements });
  if (!list) signal(call, key);
  return lookUp(call, 'list', key)!.elements.length;
}

/** LLEN key */
export const length = (call: Call): Answer => lookUp(call, 'list', call.args[0]!)?.elements.length ?? 0;
