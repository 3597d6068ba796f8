import type { Session } from '../playback/session.ts';
import type { SessionView, BetView } from '../playback/view.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { stageTimeOf } from '../playback/stage-time.ts';

export function createSession(scenario: Scenario, _o: object = {}): Session {
  const listeners = new Set<() => void>();
  const told = Array.from({ length: 118 }, (_, i) => ({
    position: i + 1,
    instant: i * 360 + (i % 7) * 40,
    lane: i % 5 === 0 ? null : i % 2 ? 'queue' : 'log',
    says: `Fact ${i + 1}: payments acknowledges order ${i % 6}.`,
  }));
  const end = 46000;
  const time = stageTimeOf(
    0,
    told.map((t) => t.instant),
    end,
  );
  const bs = scenario.lesson!.beats;
  const beats = bs.map((beat, i) => ({
    beat,
    place: { position: 1, instant: 0 },
    stage: (i * end) / bs.length,
  }));
  const chosen: Record<string, number> = {};
  let forked = false,
    started = false;
  const done: string[] = [];
  let stage = 0,
    playing = false,
    speed = 1;
  const parting = { place: { position: 3, instant: 11000 }, stage: 11000, says: 'x' };
  function make(): SessionView {
    const beat = beats.findLastIndex((b) => b.stage <= stage + 1);
    const bet = bs[beat]!.bet;
    const bv = (b: NonNullable<typeof bet>): BetView => ({
      id: b.id,
      question: b.question,
      options: b.options.map((o) => o.says),
      chosen: chosen[b.id] ?? null,
      answer: chosen[b.id] !== undefined && stage > 30000 ? 1 : null,
      because: b.because,
    });
    const placed: Record<string, BetView> = {};
    for (const b of bs) if (b.bet && chosen[b.bet.id] !== undefined) placed[b.bet.id] = bv(b.bet);
    const acts = (l: readonly { id: string; label: string; why?: string }[]) =>
      l.map((a, i) => ({
        id: a.id,
        label: a.label,
        barred: i === 1 ? (a.why ?? 'It is down already.') : null,
      }));
    const c = scenario.lesson!.challenge;
    return {
      scenario,
      run: {} as never,
      world: {} as never,
      place: { position: 1, instant: Math.round(stage) },
      stage,
      stageEnd: end,
      playing,
      speed,
      beats,
      beat,
      parting,
      forked,
      stuck: null,
      bet: bet ? bv(bet) : null,
      placed,
      actions: acts(bs[beat]!.actions ?? []),
      challenge:
        beat === bs.length - 1
          ? {
              task: c.task,
              started,
              actions: acts(c.actions),
              done: [...done],
              solved: done.length > 1,
              hint: done.length ? 'Not yet.' : null,
              verdict: c.solved,
              fewest: 1,
            }
          : null,
      told: { now: told.filter((t) => t.instant <= stage).length, all: told.length },
      film: {
        told,
        time,
        beats,
        parting,
        run: {} as never,
        start: { position: 0, instant: 0 },
        end: { position: 118, instant: end },
      },
      notes: [],
    } as unknown as SessionView;
  }
  let view = make();
  const set = (f: () => void) => () => {
    f();
    stage = Math.max(0, Math.min(end, stage));
    view = make();
    for (const l of listeners) l();
  };
  let timer = 0;
  return {
    get view() {
      return view;
    },
    subscribe(l) {
      listeners.add(l);
      return () => listeners.delete(l);
    },
    play: () => {
      playing = true;
      timer = window.setInterval(
        set(() => (stage += 30 * speed)),
        30,
      );
      set(() => {})();
    },
    pause: () => {
      clearInterval(timer);
      set(() => (playing = false))();
    },
    stepForward: set(() => (stage += 360)),
    stepBack: set(() => (stage -= 360)),
    nextBeat: set(() => (stage = beats[Math.min(view.beat + 1, beats.length - 1)]!.stage)),
    previousBeat: set(() => (stage = beats[Math.max(view.beat - 1, 0)]!.stage)),
    nextSection: set(() => {}),
    previousSection: set(() => {}),
    toStart: set(() => (stage = 0)),
    toEnd: set(() => (stage = end)),
    seek: (x) => set(() => (stage = x))(),
    setSpeed: (x) => set(() => (speed = x))(),
    restart: set(() => {
      stage = 0;
      forked = false;
    }),
    bet: (o) =>
      set(() => {
        chosen[bs[view.beat]!.bet!.id] = o;
      })(),
    act: (id) =>
      set(() => {
        forked = !started;
        if (started) done.push(id);
      })(),
    returnToLesson: set(() => (forked = false)),
    startChallenge: set(() => (started = true)),
    reseed: () => {},
    close: () => clearInterval(timer),
    link: () => `1.${scenario.name}.1.-.${view.beat}-0.-`,
  };
}
