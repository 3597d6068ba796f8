// Properties as arguments of the form name=value. Kafka: CommandLineUtils.parseKeyValueArgs, maybeMergeOptions.

import type { Options } from './options.ts';

/** What several `name=value` say together; without a value it is empty. */
export function parsePairs(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** What an option says if it was given, else what stands there already, else the option's own default. */
export function mergeOption<Name extends string>(
  properties: Record<string, string>,
  property: string,
  options: Options<Name>,
  name: Name,
  usual: string,
): void {
  if (options.has(name) || properties[property] === undefined)
    properties[property] = options.value(name) ?? usual;
}
