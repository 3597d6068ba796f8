// The real RabbitMQ and the real Redis, as the recorders of ../shared/brokers ask them. They need packages of their own, which are
// kept under BROKERS_HOME. Each of the processes that hold conversations stays for the next one.

import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Place, RealBroker } from '../broker.ts';
import type { Conversation, Step } from '../conversation.ts';
import { Misuse } from '../misuse.ts';
import { HOST } from './host.mjs';

interface Manner {
  readonly name: 'rabbitmq' | 'redis';
  readonly title: string;
  /** How long nothing may come before a step is taken for over; and for the patient. */
  readonly quietMs: readonly [hasty: number, patient: number];
  /** Makes room for so many conversations at once, and names the place of each. */
  readonly places: (threads: number, brokers: string) => readonly string[];
  /** Whether it has to be the only conversation at its time. */
  readonly alone: (conversation: Conversation) => boolean;
}

const FILES = ['ask-rabbitmq.mjs', 'ask-redis.mjs', 'package.json'];

/** @throws Misuse if there are no recorders */
export function findRecorder(manner: Manner, { address, brokers, threads }: Place): RealBroker {
  const { name, title, quietMs, places, alone } = manner;
  if (!FILES.every((file) => existsSync(join(brokers, file))))
    throw new Misuse(`There are no recorders of ${title} under ${brokers}; say where with --brokers DIR.`);
  const [hostname, port] = address.split(':') as [string, string];
  const home = join(process.env['BROKERS_HOME'] ?? join(tmpdir(), 'brokers'), 'ask');
  const hosts: Host[] = [];
  async function prepare(): Promise<void> {
    if (!(await answers(hostname, Number(port))))
      throw new Misuse(`${title} does not answer at ${address}; say where with --address HOST:PORT.`);
    install(home, brokers);
    process.env['RABBIT_CTL'] ??= join(brokers, 'rabbitmqctl.sh');
    for (const place of places(threads, brokers)) hosts.push(createHost([home, name, hostname, port, place]));
  }
  async function askAll(conversations: readonly Conversation[], quiet: number, by: readonly Host[]) {
    const answers = new Map<Conversation, Answer>();
    const waiting = conversations.values();
    const work = async ({ hold }: Host): Promise<void> => {
      for (const one of waiting) answers.set(one, await hold(one, quiet));
    };
    await Promise.all(by.map(work));
    return answers;
  }
  return {
    settings: {},
    async ask(conversations, patient) {
      if (hosts.length === 0) await prepare();
      const quiet = quietMs[patient ? 1 : 0];
      const together = conversations.filter((one) => !alone(one));
      const answers = new Map([
        ...(await askAll(together, quiet, hosts)),
        ...(await askAll(conversations.filter(alone), quiet, hosts.slice(0, 1))),
      ]);
      return conversations.map((one) => answers.get(one)!);
    },
    close: () => hosts.forEach(({ end }) => end()),
  };
}

/** The recorders with the packages that they need. */
function install(home: string, brokers: string): void {
  mkdirSync(home, { recursive: true });
  for (const file of FILES) copyFileSync(join(brokers, file), join(home, file));
  if (existsSync(join(home, 'node_modules'))) return;
  const { status, stderr } = spawnSync('npm', ['install', '--silent'], { cwd: home, encoding: 'utf8' });
  if (status !== 0) throw new Misuse(`The recorders could not be installed: ${stderr.trim()}`);
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (is: boolean) => (socket.destroy(), resolve(is));
    socket.setTimeout(3000, () => end(false));
    socket.on('connect', () => end(true)).on('error', () => end(false));
  });
}

/** Somebody who holds conversations, one at a time. */
interface Host {
  readonly hold: (conversation: Conversation, quiet: number) => Promise<Answer>;
  readonly end: () => void;
}

type Said = { ready: true } | { steps: Step[] } | { trouble: string };

/** A real broker can leave a client waiting for ever. */
const PATIENCE_MS = 60_000;

function createHost(args: readonly string[]): Host {
  let process = begin();
  function begin(): { child: ChildProcess; ready: Promise<Said> } {
    const child = fork(HOST, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    return { child, ready: said(child, PATIENCE_MS) };
  }
  return {
    async hold(conversation, quiet) {
      await process.ready;
      const steps = conversation.steps.map((step) => ({ ...step, see: undefined }));
      process.child.send({ steps, quiet });
      const waits = conversation.steps.reduce(
        (sum, step) => sum + ((step['ms'] as number | undefined) ?? 0),
        0,
      );
      const answer = await said(process.child, PATIENCE_MS + waits + 10 * quiet * steps.length);
      if ('steps' in answer) return { seen: { ...conversation, steps: answer.steps } };
      process.child.kill();
      process = begin();
      return { trouble: 'trouble' in answer ? answer.trouble : 'it said nothing' };
    },
    end: () => void process.child.kill(),
  };
}

/** What a process says next. */
function said(child: ChildProcess, patienceMs: number): Promise<Said> {
  return new Promise((resolve) => {
    const end = (what: Said): void => {
      clearTimeout(timer);
      child.off('message', end).off('exit', leave);
      resolve(what);
    };
    const leave = (): void => end({ trouble: 'the recorder failed' });
    const timer = setTimeout(() => end({ trouble: 'it did not come to its end in time' }), patienceMs);
    child.on('message', end).on('exit', leave);
  });
}
