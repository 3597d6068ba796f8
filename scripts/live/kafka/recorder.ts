// The real broker, as the recorders of ../shared/brokers/kafka ask it: many conversations in one go, each by client processes of
// its own. They are Java; what they need to run, and the broker's own files, `kafka.sh` keeps under BROKERS_HOME.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Place, RealBroker } from '../broker.ts';
import type { Conversation, Step } from '../conversation.ts';
import { Misuse } from '../misuse.ts';
import { AREAS, type Recorder } from './areas.ts';

/** @throws Misuse if there are no recorders */
export function findBroker({ address, brokers, threads }: Place): RealBroker {
  const tool = join(brokers, 'kafka');
  if (!existsSync(join(tool, 'LogRecorder.java')))
    throw new Misuse(`There are no recorders of Kafka under ${brokers}; say where with --brokers DIR.`);
  const home = join(process.env['BROKERS_HOME'] ?? join(tmpdir(), 'brokers'), 'kafka');
  if (!existsSync(join(home, 'classes', 'LogRecorder.class'))) install(tool);
  const recorders: Record<Recorder, (given: string, seen: string) => string[]> = {
    log: (given, seen) => ['LogRecorder', address, join(home, 'data'), given, seen],
    group: (given, seen) => ['GroupRecorder', address, join(given, ALL), seen],
  };
  async function askBy(recorder: Recorder, conversations: readonly Conversation[]): Promise<Answer[]> {
    if (conversations.length === 0) return [];
    const work = mkdtempSync(join(tmpdir(), 'live-'));
    try {
      const [given, seen] = [join(work, 'given'), join(work, 'seen')];
      for (const folder of [given, seen]) mkdirSync(folder);
      // by number, for names need not be unique
      const numbered = conversations.map((one, index) => ({ ...unseen(one), name: String(index) }));
      if (recorder === 'group') writeFileSync(join(given, ALL), JSON.stringify(numbered));
      else for (const one of numbered) writeFileSync(join(given, `${one.name}.json`), JSON.stringify(one));
      const said = await java(home, [...recorders[recorder](given, seen), String(threads), '.*', '1']);
      return conversations.map((one, index) => answerTo(one, index, seen, said));
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  return {
    settings: readProperties(join(tool, 'server.properties')),
    async ask(conversations) {
      const answers = new Map<Conversation, Answer>();
      for (const recorder of ['log', 'group'] as const) {
        const own = conversations.filter(({ area }) => AREAS[area]!.recorder === recorder);
        for (const [index, answer] of (await askBy(recorder, own)).entries())
          answers.set(own[index]!, answer);
      }
      return conversations.map((one) => answers.get(one)!);
    },
    close: () => undefined,
  };
}

const ALL = 'all.json';

const unseen = ({ head, steps }: Conversation): object => ({
  ...head,
  steps: steps.map((step) => ({ ...step, see: undefined })),
});

function answerTo(asked: Conversation, index: number, folder: string, said: string): Answer {
  const file = join(folder, `${index}.json`);
  if (existsSync(file)) {
    const { steps } = JSON.parse(readFileSync(file, 'utf8')) as { steps: Step[] };
    return { seen: { ...asked, steps } };
  }
  const complaint = new RegExp(`^(?:FAIL|BROKEN) ${index}(?:\\.json)? (.*)$`, 'm').exec(said)?.[1];
  return { trouble: complaint ?? 'it did not come to its end in time' };
}

function install(tool: string): void {
  const { status, stderr } = spawnSync(join(tool, 'kafka.sh'), ['install'], { encoding: 'utf8' });
  if (status !== 0) throw new Misuse(`The recorders could not be installed: ${stderr.trim()}`);
}

function readProperties(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n');
  const pairs = lines.filter((line) => /^[^#]+=/.test(line)).map((line) => /^([^=]+)=(.*)$/.exec(line)!);
  return Object.fromEntries(pairs.map(([, name, value]) => [name!.trim(), value!.trim()]));
}

const JAVA = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-Djava.net.preferIPv4Stack=true'];

/** A client of Kafka can wait for ever; what was answered until then counts. */
const PATIENCE_MS = 240_000;

/** Runs a recorder to its end and gives what it said. */
function java(home: string, args: readonly string[]): Promise<string> {
  const classes = `${join(home, 'classes')}:${join(home, 'libs')}/*`;
  const all = [...JAVA, '-Dorg.slf4j.simpleLogger.defaultLogLevel=off', '-cp', classes, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn('java', all, { stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', () => reject(new Misuse('The recorders need Java 17.')));
    child.on('close', () => resolve(said));
  });
}
