// A place in a film, and the ways to move it: jump, seek, play, travel to a beat. Owns the pacer, and asks for
// frames only while something moves.

import { positionAt } from '../engine/run.ts';
import { PLAYBACK } from '../lifecycle/playback.ts';
import { type Film, isLater } from './film.ts';
import { createPacer } from './pacer.ts';
import { instantOf, stageAt } from './stage-time.ts';
import type { Place, StageMs } from './session-view.ts';

/** The way to a beat takes no longer than this on screen, at speed 1. */
const LONGEST_WAY_MS = 2600;
/** Whatever has just happened has moved to where it belongs after this long on screen. */
const ENDING_MS = 420;

export interface Walk {
  readonly place: Place;
  readonly stage: StageMs;
  readonly playing: boolean;
  /** As `SessionView.ending`. */
  readonly ending: number | null;
  speed: number;
  /** Puts on another film; the place must be set anew. */
  show: (film: Film) => void;
  jump: (to: Place) => void;
  /** Plays towards a place, forward or back. While it does, asking again finishes the way at once and goes no further. */
  travel: (to: Place) => void;
  play: () => void;
  pause: () => void;
  seek: (stage: StageMs) => void;
  close: () => void;
}

export interface WalkOptions {
  readonly reducedMotion: boolean;
  /** Where playing stops by itself. */
  stop: () => Place;
  /** Called after every change. */
  changed: () => void;
}

export function createWalk(first: Film, { reducedMotion, stop, changed }: WalkOptions): Walk {
  let state = 'still';
  const pacer = createPacer(onFrame);
  let film = first;
  let place = film.start;
  let stage: StageMs = 0;
  let target: Place | null = null;
  let rate = 1;
  let speed = 1;
  let ending: number | null = null;

  /** What its state has no way out for changes nothing. */
  const send = (wish: 'PLAY' | 'PAUSE' | 'STOP' | 'TRAVEL'): void => {
    state = PLAYBACK[state]![wish] ?? state;
  };
  const stageOf = ({ instant }: Place): StageMs => stageAt(film.time, instant);

  function stand(at: Place, because: 'PAUSE' | 'STOP'): void {
    send(because);
    target = null;
    // what has just happened is still to be seen happening, while the clock stands
    ending = reducedMotion || at.position <= place.position ? null : 0;
    if (ending === null) pacer.stop();
    else pacer.start();
    place = at;
    stage = stageOf(at);
    changed();
  }

  function end(elapsed: number): void {
    ending = ending! + elapsed < ENDING_MS ? ending! + elapsed : null;
    if (ending === null) pacer.stop();
    changed();
  }

  function onFrame(elapsed: number): void {
    if (state === 'still') return end(elapsed);
    const goal = target ?? stop();
    const back = target !== null && isLater(place, target);
    const moved = stage + (back ? -1 : 1) * elapsed * speed * (target ? rate : 1);
    if (back ? moved <= stageOf(goal) : moved >= stageOf(goal)) return stand(goal, 'STOP');
    toStage(moved);
    changed();
  }

  function toStage(to: StageMs): void {
    ending = 0;
    stage = to;
    const instant = instantOf(film.time, to);
    place = { position: Math.max(film.start.position, positionAt(film.run, instant)), instant };
    if (to <= 0) place = film.start;
  }

  return {
    get place() {
      return place;
    },
    get stage() {
      return stage;
    },
    get playing() {
      return state !== 'still';
    },
    get ending() {
      return ending;
    },
    get speed() {
      return speed;
    },
    set speed(next) {
      speed = next;
      changed();
    },
    show(next) {
      film = next;
    },
    jump: (to) => stand(to, 'PAUSE'),
    travel(to) {
      if (target) return stand(target, 'STOP');
      const way = Math.abs(stageOf(to) - stage);
      if (reducedMotion || way === 0) return stand(to, 'PAUSE');
      rate = Math.max(1, way / LONGEST_WAY_MS);
      target = to;
      send('PAUSE');
      send('TRAVEL');
      pacer.start();
      changed();
    },
    play() {
      if (place.position >= film.end.position) stand(film.start, 'PAUSE');
      target = null;
      send('PLAY');
      pacer.start();
      changed();
    },
    pause() {
      const before = ending;
      stand(place, 'PAUSE');
      ending = before;
      changed();
    },
    seek(to) {
      const end = stageOf(film.end);
      send('PAUSE');
      pacer.stop();
      target = null;
      toStage(Math.min(Math.max(0, Number.isFinite(to) ? to : 0), end));
      changed();
    },
    close() {
      pacer.stop();
    },
  };
}
