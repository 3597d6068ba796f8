// How the conversation of a seed is chosen and written.

import type { Broker, Settings } from './broker.ts';
import { createChance } from './chance.ts';
import type { Conversation } from './conversation.ts';
import { createScript } from './script.ts';

/** Which of these areas of a broker the conversation of a seed is about. */
export const areaOf = ({ areas }: Broker, seed: number, names: readonly string[]): string =>
  createChance(seed, 'area').weighted(...names.map((name): [number, string] => [areas[name]!.weight, name]));

/** The conversation of a seed in an area; always the same one. The broker's settings are told in its head. */
export function writeConversation(
  { name: broker, areas, head }: Broker,
  area: string,
  seed: number,
  settings: Settings,
): Conversation {
  const script = createScript(seed, area);
  areas[area]!.write(script);
  const name = `${broker}-${area}-${seed}`;
  const { format, versions, ...more } = head(area, settings);
  const about = `Random conversation ${seed} about ${area}.`;
  return { name, area, head: { format, name, broker, versions, about, ...more }, steps: script.steps };
}
