// The only reader of the wall clock: tells how much of it passed from frame to frame while something moves, and asks for no
// frame while nothing does.

export interface Pacer {
  start: () => void;
  stop: () => void;
}

/** @param onFrame called each frame with the wall milliseconds since the one before, at most 100 (a sleeping tab) */
export function createPacer(onFrame: (elapsedMs: number) => void): Pacer {
  let handle = 0;
  let last = 0;
  const frame = (now: number): void => {
    const elapsed = Math.min(100, now - last);
    last = now;
    handle = requestAnimationFrame(frame);
    onFrame(elapsed);
  };
  return {
    start() {
      if (handle) return;
      last = performance.now();
      handle = requestAnimationFrame(frame);
    },
    stop() {
      cancelAnimationFrame(handle);
      handle = 0;
    },
  };
}
