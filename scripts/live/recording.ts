// A conversation as the text of a recording, laid out as the recorders do it: one step a line.

import type { Conversation } from './conversation.ts';

/** The file's text, ready to be kept. */
export function recordingText({ head, steps }: Conversation): string {
  const fields = Object.entries(head).map(([field, value]) => `  ${spaced(field)}: ${spaced(value)},`);
  const lines = steps.map((step) => `    ${spaced(step)}`);
  return ['{', ...fields, '  "steps": [', lines.join(',\n'), '  ]', '}', ''].join('\n');
}

/** JSON on one line, with a space after each comma and colon. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([field, one]) => `${JSON.stringify(field)}: ${spaced(one)}`);
  return `{${fields.join(', ')}}`;
}
