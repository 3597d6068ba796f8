// Paints cards on a canvas: what moves in such numbers that a shape for each would not keep up. The same marks in the same looks as
// Card.svelte has. Each look is drawn once and then copied to wherever a card has it.

import type { CardMark, Rect } from '../../geometry/mark.ts';
import { GLYPH_SIZE, glyphPath } from './marks/glyphs.ts';

/** Room round a card for the half of its outline that lies outside. */
const EDGE = 1;

/** Paints these cards and nothing else, on a canvas that lies over the stage and is no larger than it must be. */
export type Painter = (cards: readonly CardMark[]) => void;

/** A painter with the colours that the page has now. */
export function painterOn(canvas: HTMLCanvasElement): Painter {
  const context = canvas.getContext('2d')!;
  const ratio = devicePixelRatio;
  const style = getComputedStyle(canvas);
  const looks = new Map<string | number, ImageBitmap>();
  let room: Rect = { x: 0, y: 0, w: 0, h: 0 };

  /** The look of a card in whole pixels: it grows on its way, and need not be drawn anew for that. */
  function lookOf(card: CardMark): ImageBitmap {
    const { tone, value, size, w, h, held, tombstone } = card;
    const whole = Math.ceil(w);
    // its height and its type follow from its width
    const shape = ((tone ?? -1) * 1000 + whole) * 4 + (held ? 1 : 0) + (tombstone ? 2 : 0);
    const key = value ? `${shape}/${value}` : shape;
    const known = looks.get(key);
    if (known) return known;
    const look = { tone, value, size, held, tombstone, w: whole, h: Math.ceil(h) };
    const made = drawn(look, style, ratio);
    looks.set(key, made);
    return made;
  }

  return (cards) => {
    const needed = around(cards, room);
    if (needed !== room) {
      room = needed;
      const { x, y, w, h } = room;
      [canvas.width, canvas.height] = [Math.ceil(w * ratio), Math.ceil(h * ratio)];
      Object.assign(canvas.style, { left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px` });
    }
    context.setTransform(ratio, 0, 0, ratio, -room.x * ratio, -room.y * ratio);
    context.clearRect(room.x, room.y, room.w, room.h);
    for (const card of cards) {
      const { x, y, w, h, opacity } = card;
      context.globalAlpha = opacity ?? 1;
      context.drawImage(lookOf(card), x - EDGE, y - EDGE, w + 2 * EDGE, h + 2 * EDGE);
    }
  };
}

/** The room, or a larger one if a card lies outside of it: in steps, so that it soon fits. */
function around(cards: readonly CardMark[], room: Rect): Rect {
  const STEP = 64;
  let [left, top, right, bottom] = room.w
    ? [room.x, room.y, room.x + room.w, room.y + room.h]
    : [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, w, h } of cards) {
    left = Math.min(left, x - EDGE);
    top = Math.min(top, y - EDGE);
    right = Math.max(right, x + w + EDGE);
    bottom = Math.max(bottom, y + h + EDGE);
  }
  [left, top, right, bottom] = [
    ...[left, top].map((edge) => Math.floor(edge / STEP) * STEP),
    ...[right, bottom].map((edge) => Math.ceil(edge / STEP) * STEP),
  ] as [number, number, number, number];
  const [w, h] = [right - left, bottom - top];
  const same = left === room.x && top === room.y && w === room.w && h === room.h;
  return same ? room : { x: left, y: top, w, h };
}

type Look = Pick<CardMark, 'tone' | 'value' | 'size' | 'w' | 'h'> &
  Partial<Record<'held' | 'tombstone', boolean | undefined>>;

/** A card by itself. */
function drawn(card: Look, style: CSSStyleDeclaration, ratio: number): ImageBitmap {
  const { w, h, tone, value, size, held, tombstone } = card;
  const colour = (name: string): string => style.getPropertyValue(name);
  const line = colour(tone === null ? '--second' : `--key-${(tone % 4) + 1}`);
  const look = new OffscreenCanvas(Math.ceil((w + 2 * EDGE) * ratio), Math.ceil((h + 2 * EDGE) * ratio));
  const context = look.getContext('2d')!;
  context.scale(look.width / (w + 2 * EDGE), look.height / (h + 2 * EDGE));
  context.translate(EDGE, EDGE);
  context.lineWidth = 1.5;
  context.strokeStyle = line;
  context.fillStyle = colour(tone === null || tombstone ? '--card' : `--key-${(tone % 4) + 1}-tint`);
  context.setLineDash(held ? [4, 2.5] : []);
  context.roundRect(0, 0, w, h, Math.min(4, w / 8));
  context.fill();
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = line;
  if (tone !== null) {
    const scale = Math.min(w * (value ? 0.27 : 0.4), h * 0.5) / GLYPH_SIZE;
    const sign = new Path2D();
    sign.addPath(
      new Path2D(glyphPath(tone)),
      new DOMMatrix().translate(w / 2, value ? h * 0.32 : h / 2).scale(scale),
    );
    if (tombstone) context.stroke(sign);
    else context.fill(sign);
  }
  context.textAlign = 'center';
  context.font = `600 ${size}px ${colour('--sans')}`;
  context.fillText(value, w / 2, (tone === null ? h / 2 : h * 0.66) + size * 0.36);
  return look.transferToImageBitmap();
}
