// The small things that fields of scenarios are made of.

import * as v from 'valibot';

export const name = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and hyphens'),
);
export const text = v.pipe(v.string(), v.nonEmpty('some text'));
export const whole = v.pipe(v.number(), v.safeInteger('a whole number'));
export const instant = v.pipe(whole, v.minValue(0, 'milliseconds from 0 on'));
export const settings = v.record(v.string(), v.union([v.string(), whole, v.boolean()]));
