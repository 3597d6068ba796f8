// What a predicate may contain, and what its measures take.

import * as v from 'valibot';
import { instant, whole } from './fields.ts';
import { measures } from './measure.ts';

const measured = v.pipe(
  v.looseObject({ measure: v.picklist(Object.keys(measures), 'the name of a measure') }),
  v.check((one) => {
    const { needs, may = [] } = measures[one.measure]!;
    return (
      needs.every((subject) => typeof (one as Record<string, unknown>)[subject] === 'string') &&
      extra(one, ['measure', 'lane', ...needs, ...may]).length === 0
    );
  }, 'a measure with the subjects that it takes, see simulations/README.md'),
);

const extra = (object: object, known: readonly string[]): string[] =>
  Object.keys(object).filter((key) => !known.includes(key));

const term: v.GenericSchema = v.lazy((input) => {
  if (typeof input === 'number') return whole;
  if (typeof input === 'object' && input !== null && 'plus' in input)
    return v.strictObject({ plus: v.tuple([term, term]) });
  if (typeof input === 'object' && input !== null && 'minus' in input)
    return v.strictObject({ minus: v.tuple([term, term]) });
  return measured;
});

export const predicate: v.GenericSchema = v.lazy((input) => {
  const comparison = v.tuple([term, term]);
  const form = typeof input === 'object' && input !== null ? Object.keys(input)[0] : undefined;
  switch (form) {
    case 'is':
      return v.strictObject({ is: comparison });
    case 'atLeast':
      return v.strictObject({ atLeast: comparison });
    case 'atMost':
      return v.strictObject({ atMost: comparison });
    case 'all':
      return v.strictObject({ all: v.array(predicate) });
    case 'any':
      return v.strictObject({ any: v.array(predicate) });
    case 'not':
      return v.strictObject({ not: predicate });
    case 'from':
      return v.strictObject({ from: instant });
    default:
      return v.custom(() => false, 'one of is, atLeast, atMost, all, any, not, from');
  }
});
