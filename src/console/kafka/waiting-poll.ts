// Polls as console consumers make them: they wait until something comes, or long enough.

import { nextEntry } from '../../engine/agenda.ts';
import { isRefusal, type Refusal } from '../../engine/command.ts';
import { step } from '../../engine/run.ts';
import { Failure } from './failure.ts';
import type { Job } from './job.ts';

/**
 * How long one that has no `--timeout-ms` waits for a record before somebody presses Ctrl-C.
 *
 * Simplified: a console consumer that would wait for ever is interrupted after ten seconds without a record.
 */
export const PATIENCE_MS = 10_000;

/** The code of a process that was interrupted. */
export const INTERRUPTED = 130;

/** Asks again after everything that happens, until something is handed over, or something is wrong, or the time has passed. */
export function pollFor<Record, Wrong extends Refusal>(
  job: Job,
  ms: number,
  poll: () => Wrong | { readonly records: readonly Record[] },
): Wrong | readonly Record[] {
  const { run } = job;
  const until = run.world.now + ms;
  for (;;) {
    const answer = poll();
    if (isRefusal(answer)) return answer;
    const { records } = answer;
    if (records.length > 0 || run.world.now >= until) return records;
    const entry = nextEntry(run.world.agenda);
    if (entry && entry.at <= until) step(run);
    else job.pass(until - run.world.now);
  }
}

/** A topic that cannot be is found out when its partitions are looked for; null where it can. */
export const invalidTopic = (topic: string): Failure | null =>
  /^[\w.-]{1,249}$/.test(topic) ? null : new Failure('InvalidTopicException', `Invalid topics: [${topic}]`);
