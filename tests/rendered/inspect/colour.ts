// Colours as a browser computes them: read, laid over each other, and told apart as the Web Content Accessibility Guidelines do.

/** Red, green and blue from 0 to 255, and how opaque. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** Reads a computed colour; null for `none` and for what is no plain colour. */
export function colourOf(computed: string): Colour | null {
  const numbers = (computed.match(/-?[\d.]+(?:e-?\d+)?%?/g) ?? []).map((one) =>
    one.endsWith('%') ? parseFloat(one) / 100 : Number(one),
  );
  const [a = 0, b = 0, c = 0, alpha = 1] = numbers;
  if (numbers.length < 3) return null;
  if (computed.startsWith('rgb')) return [a, b, c, alpha];
  return computed.startsWith('color(srgb') ? [a * 255, b * 255, c * 255, alpha] : null;
}

/** A colour laid over an opaque one, itself faded by an opacity. */
export function over(top: Colour, below: Colour, opacity = 1): Colour {
  const alpha = top[3] * opacity;
  const mix = (index: 0 | 1 | 2): number => top[index] * alpha + below[index] * (1 - alpha);
  return [mix(0), mix(1), mix(2), 1];
}

/** The contrast of two opaque colours, from 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  const linear = (value: number): number =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
