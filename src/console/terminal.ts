// What a tool prints, line by line, and with which code it ends.

/** One printed line, and whether it went to standard output or to standard error. */
export interface Line {
  readonly to: 'out' | 'err';
  readonly text: string;
}

/** What came of a command line. */
export interface Outcome {
  readonly lines: readonly Line[];
  readonly exitCode: number;
}

/** What a command line was given beside its words: lines typed into it, and files by the names that its arguments say. */
export interface Input {
  readonly stdin?: readonly string[] | undefined;
  readonly files?: Readonly<Record<string, string>> | undefined;
}

/** Thrown by a tool that ends itself. */
export class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/** Collects what is printed. A line that is not ended goes on with the next print to the same stream. */
export class Terminal {
  readonly #lines: { to: Line['to']; text: string }[] = [];
  readonly #unfinished: Partial<Record<Line['to'], { text: string }>> = {};

  print(to: Line['to'], text: string): void {
    text.split('\n').forEach((part, n, parts) => {
      const last = n === parts.length - 1;
      if (last && part === '') return;
      let line = this.#unfinished[to];
      if (line) line.text += part;
      else {
        const begun = { to, text: part };
        this.#lines.push(begun);
        line = begun;
      }
      if (last) this.#unfinished[to] = line;
      else delete this.#unfinished[to];
    });
    if (text.endsWith('\n')) delete this.#unfinished[to];
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }
}
