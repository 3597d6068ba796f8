// What the areas of Redis have in common: commands sent one after another, each kind as often as its weight says.

import type { Command, Play } from './play.ts';

/** How a kind of command is written, and how often it comes beside the others. */
export type Kind = readonly [weight: number, write: () => Command];

const pick = (play: Play, kinds: readonly Kind[]): Command => play.weighted(...kinds)();

/** So many commands, some of them together in transactions. Now and then somebody is gone and connects again. */
export function improvise(
  play: Play,
  clients: readonly string[],
  kinds: readonly Kind[],
  [least, most]: readonly [least: number, most: number],
): void {
  play.times(least, most, () => {
    const client = play.pick(clients);
    if (play.isConnected(client) && play.often(play.isWaiting(client) ? 12 : 2))
      play.say('crash', { client });
    else if (play.often(8)) {
      const commands = Array.from({ length: play.between(2, 4) }, () => pick(play, kinds));
      play.transact(client, commands);
    } else play.send(client, pick(play, kinds));
  });
}

/** Some keys, each once or more often. */
export const several = (play: Play, keys: readonly string[], most = 3): string[] =>
  Array.from({ length: play.between(1, most) }, () => play.pick(keys));

export const side = (play: Play): string => play.pick(['LEFT', 'RIGHT']);

export const values = (play: Play, most = 4): string[] =>
  Array.from({ length: play.between(1, most) }, () => play.value());
