// A tool at work on a run: what it asks the broker, and what it prints.

import { isRefusal } from '../../engine/command.ts';
import type { LogCommand } from '../../engine/log/command.ts';
import { logOf } from '../../engine/log/reading.ts';
import type { LogState } from '../../engine/log/state.ts';
import { advance, perform, type Run } from '../../engine/run.ts';
import type { Immutable, LaneId, Timestamp } from '../../engine/vocabulary.ts';
import { Exit, type Input, type Terminal } from '../terminal.ts';
import { Failure } from './failure.ts';

type Asked = LogCommand extends infer One
  ? One extends LogCommand
    ? Omit<One, 'of' | 'lane'>
    : never
  : never;

export class Job {
  readonly run: Run;
  readonly lane: LaneId;
  readonly #terminal: Terminal;
  readonly #input: Input;

  constructor(run: Run, lane: LaneId, terminal: Terminal, input: Input) {
    this.run = run;
    this.lane = lane;
    this.#terminal = terminal;
    this.#input = input;
  }

  get state(): Immutable<LogState> {
    return logOf(this.run.world, this.lane);
  }

  /** What the clock on the wall shows. */
  get clock(): Timestamp {
    return this.run.world.epoch + this.run.world.now;
  }

  /** Lines typed into the tool. */
  get stdin(): readonly string[] {
    return this.#input.stdin ?? [];
  }

  /** What a file says; null if there is no such file. */
  file(name: string): string | null {
    const files = this.#input.files ?? {};
    return Object.hasOwn(files, name) ? files[name]! : null;
  }

  /** Asks the broker, and lets everything happen that follows at the same instant. A refusal is an answer. */
  ask(command: Asked): unknown {
    const answer = perform(this.run, { of: 'log', lane: this.lane, ...command });
    advance(this.run, this.run.world.now);
    return answer;
  }

  /** The same where a refusal is thrown. */
  demand(command: Asked): unknown {
    const answer = this.ask(command);
    if (isRefusal(answer)) throw Failure.of(answer);
    return answer;
  }

  /** Lets time pass. */
  pass(ms: number): void {
    advance(this.run, this.run.world.now + ms);
  }

  out(text = ''): void {
    this.#terminal.print('out', `${text}\n`);
  }

  /** Prints without ending the line. */
  write(text: string): void {
    this.#terminal.print('out', text);
  }

  err(text = ''): void {
    this.#terminal.print('err', `${text}\n`);
  }

  /** A line of the tool's log, which goes to standard error. Kafka: config/tools-log4j2.yaml. */
  log(level: 'WARN' | 'ERROR', text: string, logger: string): void {
    const time = new Date(this.clock).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '');
    this.err(`[${time}] ${level} ${text} (${logger})`);
  }

  exit(code: number): never {
    throw new Exit(code);
  }
}
