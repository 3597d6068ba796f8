// What of the steps of a conversation with Redis can be left out: words of a command, and commands of a transaction.

import type { Part, Step } from '../conversation.ts';

export const details = (step: Step, index: number): Part[] => [
  ...((step['cmds'] as unknown[] | undefined) ?? []).map((_, one): Part => [index, 'cmds', one]),
  ...((step['cmd'] as unknown[] | undefined) ?? []).slice(1).map((_, word): Part => [index, 'cmd', word + 1]),
];
