// Query parameters: what is taken, and what is said of the rest.

import { expect, it } from 'vitest';
import { readParameters } from './parameters.ts';

it('reads what it knows', () => {
  expect(readParameters('?theme=projector&motion=reduced&lane=log&lang=de')).toEqual({
    ...{ theme: 'projector', motion: 'reduced', lane: 'log', answers: 'shown', lang: 'de', notes: [] },
  });
  expect(readParameters('?answers=hidden').answers).toBe('hidden');
  expect(readParameters('')).toEqual({
    ...{ theme: null, motion: 'auto', lane: 'both', answers: 'shown', lang: 'en', notes: [] },
  });
});

it('leaves out a bad value and says so, shortened', () => {
  const read = readParameters(`?theme=${'<b>'.repeat(50)}&lane=`);
  expect(read.theme).toBeNull();
  expect(read.lane).toBe('both');
  expect(read.notes).toHaveLength(2);
  expect(read.notes[1]).toBe('The address says lane=, which was ignored: it can be both, queue or log.');
  expect(read.notes[0]!.length).toBeLessThan(140);
});
