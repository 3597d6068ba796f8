// How things on a stage are pointed at and selected: by pointer, and by keyboard from one to the next. Loaded once the stage stands.

import { tick } from 'svelte';
import type { Mark } from '../../geometry/mark.ts';
import type { Near, Selection } from './selection.svelte.ts';

/** A stage that things are selected on. */
export interface Selecting {
  readonly stage: HTMLElement;
  /** What is on it now. */
  readonly marks: () => readonly Mark[];
  readonly selection: Selection;
  /** Tab shall lead to this mark from now on. */
  readonly reached: (mark: Mark) => void;
}

/** Listens to a stage; gives the way to stop that. */
export function listen({ stage, marks, selection, reached }: Selecting): () => void {
  const markAt = (event: Event): Mark | undefined => {
    if (event instanceof PointerEvent) {
      const { left, top } = stage.getBoundingClientRect();
      // what is under way may be painted, and so not be the target of anything
      const under = underWayAt(marks(), event.clientX - left, event.clientY - top);
      if (under) return under;
    }
    const thing = (event.target as Element).closest('[data-of]');
    const [of, key] = [thing?.getAttribute('data-of'), thing?.getAttribute('data-key')];
    return of ? marks().find((mark) => mark.of === of && (!key || mark.key === key)) : undefined;
  };
  let near: Near | null = null;
  /** In a moment, and the last word counts: what has the focus may be leaving the page, when nothing can be set. */
  const tell = (next: Near | null): void => {
    near = next;
    queueMicrotask(() => selection.point(near));
  };
  const point = (event: Event): void => {
    const mark = markAt(event);
    tell(mark?.of ? { of: mark.of, says: mark.name ?? '' } : null);
    if (mark?.name && event.type === 'focusin') reached(mark);
  };
  const leave = (): void => tell(null);
  const click = (event: Event): void => {
    const mark = markAt(event);
    if (mark?.of) selection.select(mark.of);
  };
  const press = (event: KeyboardEvent): void => {
    const mark = markAt(event);
    if (!mark?.of || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') selection.select(mark.of);
    else if (event.key in AXES) {
      const next = neighbour(marks(), mark, event.key);
      if (next) void focusOn(next);
    } else return;
    event.preventDefault();
  };
  async function focusOn(mark: Mark): Promise<void> {
    reached(mark);
    await tick(); // had it been painted, it is drawn now
    stage.querySelector<SVGElement>(`[data-key="${CSS.escape(mark.key)}"]`)?.focus();
  }
  const stop = new AbortController();
  const { signal } = stop;
  stage.addEventListener('pointermove', point, { signal });
  stage.addEventListener('pointerleave', leave, { signal });
  stage.addEventListener('focusin', point, { signal });
  stage.addEventListener('focusout', leave, { signal });
  stage.addEventListener('click', click, { signal });
  stage.addEventListener('keydown', press, { signal });
  // whoever made this come by coming to a thing is there already
  stage.querySelector(':focus')?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  return () => stop.abort();
}

const AXES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The topmost thing between the lanes that is under way at a point of the stage. */
export const underWayAt = (marks: readonly Mark[], x: number, y: number): Mark | undefined =>
  marks.findLast(
    (mark) =>
      mark.lane === null &&
      mark.moving &&
      mark.of &&
      x >= mark.x &&
      x <= mark.x + mark.w &&
      y >= mark.y &&
      y <= mark.y + mark.h,
  );

/** The nearest thing of the same lane in the direction of an arrow key; what lies off its way counts as farther. */
export function neighbour(marks: readonly Mark[], from: Mark, arrow: string): Mark | null {
  const [ax, ay] = AXES[arrow]!;
  const [fromX, fromY] = [from.x + from.w / 2, from.y + from.h / 2];
  let best: Mark | null = null;
  let least = Infinity;
  for (const mark of marks) {
    if (!mark.of || !mark.name || mark.lane !== from.lane) continue;
    const [dx, dy] = [mark.x + mark.w / 2 - fromX, mark.y + mark.h / 2 - fromY];
    const ahead = dx * ax + dy * ay;
    const aside = Math.abs(dx * ay) + Math.abs(dy * ax);
    const far = ahead + 3 * aside;
    if (ahead < 1 || aside > 4 * ahead || far >= least) continue;
    [best, least] = [mark, far];
  }
  return best;
}
