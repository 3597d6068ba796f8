// @ts-nocheck
// The yardsticks of `npm run bench`: the same events as the engine's runs, in bare loops with no facts, no history and no model.
// Copy this file into the project's bench unchanged and divide by it, in one process, alternating, medians of at least five.
//
// log(n):   one producer sends a record every 10 ms over 3 partitions in turn (5 ms to the broker); per partition one consumer
//           fetches one record at a time (3 ms after an idle partition gets one), works 7 ms, commits each (2 ms later).
// queue(n): one producer publishes a message every 10 ms to one queue (5 ms); 3 consumers with prefetch 10, round robin, work 25 ms
//           a message one after the other, ack each.
// Both return what the engine's run must agree with at the end.
const before = (x, y) => x.t - y.t || x.s - y.s;
class Heap {
  a = [];
  s = 0;
  push(e) {
    e.s = this.s++;
    const a = this.a;
    a.push(e);
    let i = a.length - 1;
    while (i) {
      const p = (i - 1) >> 1;
      if (before(a[i], a[p]) >= 0) break;
      const z = a[i];
      a[i] = a[p];
      a[p] = z;
      i = p;
    }
  }
  pop() {
    const a = this.a,
      top = a[0],
      last = a.pop();
    if (a.length) {
      a[0] = last;
      let i = 0;
      for (;;) {
        let c = 2 * i + 1;
        if (c >= a.length) break;
        if (c + 1 < a.length && before(a[c + 1], a[c]) < 0) c++;
        if (before(a[c], a[i]) >= 0) break;
        const z = a[i];
        a[i] = a[c];
        a[c] = z;
        i = c;
      }
    }
    return top;
  }
  get size() {
    return this.a.length;
  }
}
export function log(n) {
  const h = new Heap(),
    logs = [[], [], []],
    position = [0, 0, 0],
    committed = [0, 0, 0],
    busy = [false, false, false];
  let sent = 0;
  h.push({ t: 0, k: 'send' });
  while (h.size) {
    const e = h.pop();
    switch (e.k) {
      case 'send':
        h.push({
          t: e.t + 5,
          k: 'append',
          p: sent % 3,
          r: { key: 'k' + (sent % 7), value: sent, timestamp: e.t },
        });
        if (++sent < n) h.push({ t: e.t + 10, k: 'send' });
        break;
      case 'append':
        logs[e.p].push(e.r);
        if (!busy[e.p]) {
          busy[e.p] = true;
          h.push({ t: e.t + 3, k: 'fetch', p: e.p });
        }
        break;
      case 'fetch':
        if (position[e.p] < logs[e.p].length) {
          position[e.p]++;
          h.push({ t: e.t + 7, k: 'done', p: e.p });
        } else busy[e.p] = false;
        break;
      case 'done':
        h.push({ t: e.t + 2, k: 'commit', p: e.p, o: position[e.p] });
        h.push({ t: e.t, k: 'fetch', p: e.p });
        break;
      case 'commit':
        committed[e.p] = e.o;
    }
  }
  return { end: logs.map((l) => l.length), committed };
}
export function queue(n) {
  const h = new Heap(),
    ready = [],
    unacked = [[], [], []],
    busy = [false, false, false],
    acked = [0, 0, 0];
  let head = 0,
    sent = 0,
    turn = 0;
  const dispatch = (t) => {
    for (let full = 0; head < ready.length && full < 3;) {
      const c = turn++ % 3;
      if (unacked[c].length < 10) {
        full = 0;
        unacked[c].push(ready[head++]);
        if (!busy[c]) {
          busy[c] = true;
          h.push({ t: t + 25, k: 'done', c });
        }
      } else full++;
    }
  };
  h.push({ t: 0, k: 'send' });
  while (h.size) {
    const e = h.pop();
    switch (e.k) {
      case 'send':
        h.push({ t: e.t + 5, k: 'enqueue', m: { body: sent } });
        if (++sent < n) h.push({ t: e.t + 10, k: 'send' });
        break;
      case 'enqueue':
        ready.push(e.m);
        dispatch(e.t);
        break;
      case 'done':
        unacked[e.c].shift();
        acked[e.c]++;
        busy[e.c] = unacked[e.c].length > 0;
        if (busy[e.c]) h.push({ t: e.t + 25, k: 'done', c: e.c });
        dispatch(e.t);
    }
  }
  return { acked: acked[0] + acked[1] + acked[2], ready: ready.length - head };
}
