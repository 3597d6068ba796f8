// Replays a recording of Redis, in the format queue-trace/1, against the Redis model, and says where they part. What the model
// does not have is a difference too, with a note that names it.

import { createModels } from '../../../src/engine/broker.ts';
import { isRefusal } from '../../../src/engine/command.ts';
import { isBlocked } from '../../../src/engine/redis/blocking/block.ts';
import type { Answer, RedisCommand } from '../../../src/engine/redis/command.ts';
import { redisModel } from '../../../src/engine/redis/model.ts';
import { advance, createRun, perform, type Run } from '../../../src/engine/run.ts';
import type { Difference } from '../difference.ts';
import { equal, type Json } from '../json.ts';
import { seenBy, type Waits } from './seen.ts';
import { errorText, paired, renamed, type Renaming, shaped, summed } from './shape.ts';

type Step = Json & { readonly do: string; readonly cmd?: readonly string[]; readonly see?: Json };

const LANE = 'redis';

/** Ids from the server's clock have thirteen digits, as in recordings. */
const EPOCH = 1_800_000_000_000;

/** CONFIG SET pairs that the model knows. */
const SETTINGS = ['maxmemory', 'maxmemory-policy'];

/** A server on the bench: the model that a recording is replayed against. */
export interface Bench {
  readonly run: Run;
  readonly renaming: Renaming;
  readonly waits: Waits;
}

export function createBench(config: Json = {}): Bench {
  const lane = { id: LANE, broker: 'redis', settings: config } as const;
  const run = createRun({ seed: 0, epoch: EPOCH, lanes: [lane] }, createModels(redisModel));
  return { run, renaming: new Map(), waits: new Map() };
}

/** Where the model parts from the recording: one entry per field that differs; none if it conforms. */
export function replayRedisTrace(trace: unknown): Difference[] {
  const { steps, config = {} } = trace as { steps: readonly Step[]; config?: Json };
  const unknown = Object.keys(config).find((name) => !SETTINGS.includes(name));
  if (unknown !== undefined) return [lacking(0, `the setting "${unknown}"`)];
  const bench = createBench(config);
  const differences: Difference[] = [];
  for (const [index, step] of steps.entries()) {
    const see = replayStep(bench, step);
    // what follows would only differ because of this
    if (see === null) return [...differences, lacking(index, `the verb "${step.do}"`)];
    differences.push(...compare(index, step, see));
  }
  return differences;
}

/** Does a step and gives what its clients saw of it; null if the model does not have its verb. */
export function replayStep({ run, renaming, waits }: Bench, step: Step): Json | null {
  const own = STEPS[step.cmd ? 'cmd' : step.do];
  if (!own) return null;
  const from = run.journal.length;
  // the real clock went on between two steps, so what it gives different streams differs
  advance(run, run.world.now + 1);
  const answer = own(run, step, renaming);
  return { ...answer, ...seenBy(run.journal.slice(from), waits, renaming) };
}

const lacking = (step: number, what: string): Difference => ({
  step,
  expected: null,
  got: null,
  note: `The model does not have ${what}.`,
});

/** Does a step and gives what its own client saw. */
const STEPS: Readonly<Record<string, (run: Run, step: Step, renaming: Renaming) => Json>> = {
  cmd(run, { client, cmd }, renaming) {
    const argv = cmd!.map(String);
    const answer = ask(run, { kind: 'call', client, argv }) as Answer;
    if (isBlocked(answer)) return { blocked: true };
    return isRefusal(answer) ? { error: errorText(answer) } : { reply: shaped(argv, answer, renaming) };
  },
  atomic(run, { client = 'p', cmds }, renaming) {
    const calls = (cmds as unknown[][]).map((argv) => argv.map(String));
    const answers = ask(run, { kind: 'transact', client, calls }) as readonly Answer[];
    if (isRefusal(answers)) return { error: errorText(answers) };
    return {
      reply: answers.map((one) => (isRefusal(one) ? { error: errorText(one) } : renamed(one, renaming))),
    };
  },
  subscribe: (run, { client, channel, pattern }) =>
    pattern === undefined
      ? subscriptions(run, client, ['SUBSCRIBE', ...listOf(channel)])
      : subscriptions(run, client, ['PSUBSCRIBE', ...listOf(pattern)]),
  unsubscribe: (run, { client, channel }) => subscriptions(run, client, ['UNSUBSCRIBE', ...listOf(channel)]),
  crash(run, { client }) {
    ask(run, { kind: 'disconnect', client, how: 'crashed' });
    return {};
  },
  close(run, { client }) {
    ask(run, { kind: 'disconnect', client, how: 'closed' });
    return {};
  },
  wait(run, { ms }) {
    advance(run, run.world.now + (ms as number));
    return {};
  },
};

const ask = (run: Run, command: Json): unknown =>
  perform(run, { of: 'redis', lane: LANE, ...command } as unknown as RedisCommand);

const listOf = (names: unknown): readonly string[] => [names as string | string[]].flat();

/** Client libraries tell how many subscriptions there are after the last one. */
function subscriptions(run: Run, client: unknown, argv: readonly string[]): Json {
  const confirmations = ask(run, { kind: 'call', client, argv }) as readonly (readonly unknown[])[];
  return { reply: confirmations.at(-1)![2] };
}

function compare(index: number, { cmd, see: wanted = {} }: Step, found: Json): Difference[] {
  const differences: Difference[] = [];
  for (const field of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    let [expected, got] = [wanted[field], found[field]];
    if (field === 'reply') {
      got = summed(expected, got);
      if (cmd) [expected, got] = [paired(cmd, expected), paired(cmd, got)];
    }
    if (!equal(expected, got))
      differences.push({ step: index, expected: expected ?? null, got: got ?? null, note: field });
  }
  return differences;
}
