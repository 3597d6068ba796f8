// The address carries the run: `#1.<scenario>.<seed>.<inputs>.<position>.<digest>`. It holds what was done and not what came
// of it; opening it does the same again. Anything else in the address is one sentence and nothing more.

import { say } from '../words/say.ts';

/** An action taken: which, after how many steps of the run, and at which instant. */
export interface LinkInput {
  /** The id of an action, as the scenario names it. */
  readonly action: string;
  readonly steps: number;
  readonly at: number;
}

export interface Link {
  readonly scenario: string;
  readonly seed: number;
  readonly inputs: readonly LinkInput[];
  /** Index of the beat, and how many told facts after it. */
  readonly beat: number;
  readonly step: number;
  /** Of the run that the link was made from; empty where nobody knows. */
  readonly digest: string;
}

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const NUMBER = /^\d{1,15}$/;

/** Writes a link as the part of an address after `#`. */
export function writeLink(link: Link): string {
  const inputs = link.inputs.map(({ action, steps, at }) => `${action}~${steps}~${at}`).join('_');
  return ['1', link.scenario, link.seed, inputs || '-', `${link.beat}-${link.step}`, link.digest || '-'].join(
    '.',
  );
}

type LinkPart = 'version' | 'name' | 'seed' | 'end' | 'action' | 'position';

/** Reads the part of an address after `#`: a link, a sentence about what is wrong with it, or null where there is none. */
export function readLink(hash: string): Link | { readonly problem: string } | null {
  const text = hash.replace(/^#/, '');
  if (text === '') return null;
  const [version, scenario = '', seed = '', inputs = '-', position = '0-0', digest = '-', ...rest] =
    text.split('.');
  const wrong = (what: LinkPart, values = {}) => ({
    problem: say('link.wrong', { what: say(`link.${what}`, values), right: say(`link.${what}-is`) }),
  });
  if (version !== '1') return wrong('version');
  if (!NAME.test(scenario)) return wrong('name');
  if (seed !== '' && !NUMBER.test(seed)) return wrong('seed');
  if (rest.length) return wrong('end');
  const read: LinkInput[] = [];
  for (const part of inputs === '-' || inputs === '' ? [] : inputs.split('_')) {
    const [action = '', steps = '', at = '', ...more] = part.split('~');
    if (!NAME.test(action) || !NUMBER.test(steps) || !NUMBER.test(at) || more.length)
      return wrong('action', { part: part.slice(0, 40) });
    read.push({ action, steps: Number(steps), at: Number(at) });
  }
  const place = /^(\d{1,4})-(\d{1,9})$/.exec(position);
  if (!place) return wrong('position');
  return {
    scenario,
    seed: seed === '' ? NaN : Number(seed),
    inputs: read,
    beat: Number(place[1]),
    step: Number(place[2]),
    digest: digest === '-' ? '' : digest,
  };
}
