// Lines are taken apart as a POSIX shell does it.

import { expect, it } from 'vitest';
import { splitLine } from './shell.ts';

it.each([
  ['kafka-topics --list', ['kafka-topics', '--list']],
  ['  a   b  ', ['a', 'b']],
  [`--topic 'a b' "c d"`, ['--topic', 'a b', 'c d']],
  [`''`, ['']],
  [`a'b'"c"d`, ['abcd']],
  [String.raw`a\ b \' \\`, ['a b', `'`, '\\']],
  [String.raw`"a\"b" "a\nb" 'a\nb'`, ['a"b', 'a\\nb', 'a\\nb']],
  ['a # b', ['a']],
  ['a#b', ['a#b']],
  ['*.json [x] {y} ~', ['*.json', '[x]', '{y}', '~']],
  [`'a|b' "a;b" \\|`, ['a|b', 'a;b', '|']],
  ['', []],
])('%s', (line, words) => {
  expect(splitLine(line)).toEqual(words);
});

it.each([
  [`a 'b`, "Column 3: this ' is never closed."],
  [`a "b`, 'Column 3: this " is never closed.'],
  ['a \\', 'Column 3: there is nothing after this backslash.'],
  [
    'a | b',
    `Column 3: this console does not have a shell's |; put it in quotes to mean the character itself.`,
  ],
  [
    'a "x$y"',
    `Column 5: this console does not have a shell's $; put a backslash before it to mean the character itself.`,
  ],
])('%s cannot be read', (line, problem) => {
  expect(splitLine(line)).toEqual({ problem });
});
