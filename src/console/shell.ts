// A line as a POSIX shell takes it apart: words, quotes, backslashes and comments. What a shell would do beyond that (pipes, variables,
// several commands) is refused and not done by half.

/** Why a line cannot be read: one sentence. */
export interface Unreadable {
  readonly problem: string;
}

export const isUnreadable = (words: readonly string[] | Unreadable): words is Unreadable =>
  'problem' in words;

/** What a shell does something about, where it is not quoted. */
const OPERATORS = '|&;<>()$`';

/** What a backslash takes the meaning from inside double quotes; before anything else it stays. */
const ESCAPED_IN_QUOTES = '$`"\\\n';

/** The words of a line, quotes taken off. Kafka's tools are given these. */
export function splitLine(line: string): readonly string[] | Unreadable {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  const refuse = (what: string): Unreadable => ({ problem: `Column ${at + 1}: ${what}` });
  while (at < line.length) {
    const character = line[at]!;
    if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
      at++;
    } else if (character === '#' && word === null) {
      break;
    } else if (character === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) return refuse(`this ' is never closed.`);
      word = (word ?? '') + line.slice(at + 1, end);
      at = end + 1;
    } else if (character === '"') {
      const quoted = readQuoted(line, at);
      if (quoted === null) return refuse(`this " is never closed.`);
      if ('strange' in quoted) {
        at = quoted.strange;
        return refuse(meant(line[at]!, 'put a backslash before it'));
      }
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (character === '\\') {
      if (at + 1 === line.length) return refuse('there is nothing after this backslash.');
      word = (word ?? '') + line[at + 1]!;
      at += 2;
    } else if (OPERATORS.includes(character)) {
      return refuse(meant(character, 'put it in quotes'));
    } else {
      word = (word ?? '') + character;
      at++;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

const meant = (character: string, how: string): string =>
  `this console does not have a shell's ${character}; ${how} to mean the character itself.`;

/** What stands between double quotes; null if they are never closed. */
function readQuoted(
  line: string,
  from: number,
): { readonly text: string; readonly end: number } | { readonly strange: number } | null {
  let text = '';
  for (let at = from + 1; at < line.length; at++) {
    const character = line[at]!;
    if (character === '"') return { text, end: at + 1 };
    if (character === '$' || character === '`') return { strange: at };
    if (character === '\\' && ESCAPED_IN_QUOTES.includes(line[at + 1] ?? ' ')) text += line[++at]!;
    else text += character;
  }
  return null;
}
