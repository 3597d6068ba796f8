// Whether what predicates speak of exists in their scenario: queues, topics, groups, services, workers and customers by name.

import { busyListOf, groupOf } from '../engine/clients/state.ts';
import type { Deed, Scenario } from './scenario.ts';

/** A sentence about the first measure whose subject the scenario never declares, with its place; null if there is none. */
export function unknownSubject(scenario: Scenario): string | null {
  const known = declared(scenario);
  for (const { path, measured } of measuresIn(scenario, ''))
    for (const [subject, names] of Object.entries(known)) {
      const value = measured[subject];
      if (typeof value === 'string' && !names.has(value))
        return `${path}.${subject}: there is no ${subject} "${value}"; it could be ${[...names].join(', ') || 'none'}.`;
    }
  return null;
}

function declared(scenario: Scenario): Record<string, ReadonlySet<string>> {
  const names = {
    lane: new Set(scenario.lanes.map(({ id }) => id)),
    producer: new Set(scenario.senders.map(({ id }) => id)),
    key: new Set<string>(),
    queue: new Set<string>(),
    exchange: new Set<string>(),
    topic: new Set<string>(),
    partition: new Set<string>(),
    group: new Set<string>(),
    service: new Set<string>(),
    effect: new Set<string>(),
    worker: new Set<string>(),
    list: new Set<string>(),
    stream: new Set<string>(),
  };
  for (const { plan } of scenario.senders) {
    if ('list' in plan) for (const { key } of plan.list) if (key !== null) names.key.add(key);
    if ('count' in plan) for (const key of plan.keys) names.key.add(key);
  }
  const actions = [
    ...(scenario.lesson?.beats.flatMap((beat) => beat.actions ?? []) ?? []),
    ...(scenario.lesson?.challenge.actions ?? []),
  ];
  const deeds: readonly Deed[] = [...scenario.steps, ...actions.flatMap(({ deeds }) => deeds)];
  for (const deed of deeds) {
    if (deed.do === 'send' && deed.send.key !== null) names.key.add(deed.send.key);
    if (deed.do === 'declare-queue') names.queue.add(deed.queue);
    if (deed.do === 'declare-exchange') names.exchange.add(deed.exchange);
    if (deed.do === 'route' && 'list' in deed.route) names.list.add(deed.route.list);
    if (deed.do === 'route' && 'stream' in deed.route) names.stream.add(deed.route.stream);
    if (deed.do === 'start-worker' && deed.spec.take === 'move') names.list.add(busyListOf(deed.spec));
    if (deed.do === 'create-topic' || deed.do === 'add-partitions') {
      names.topic.add(deed.topic);
      const count = deed.do === 'create-topic' ? deed.partitions : deed.total;
      for (let n = 0; n < count; n++) names.partition.add(`${deed.topic}-${n}`);
    }
    if (deed.do === 'start-worker') {
      names.worker.add(deed.spec.id);
      names.service.add(deed.spec.service);
      names.group.add(groupOf(deed.spec));
      for (const { effect } of deed.spec.effects ?? []) names.effect.add(effect);
    }
    if (deed.do === 'configure-worker') {
      for (const { effect } of deed.change.effects ?? []) names.effect.add(effect);
      if (deed.change.config?.['group.id'] !== undefined)
        names.group.add(String(deed.change.config['group.id']));
    }
  }
  return names;
}

function* measuresIn(
  value: unknown,
  path: string,
): Generator<{ readonly path: string; readonly measured: Readonly<Record<string, unknown>> }> {
  if (typeof value !== 'object' || value === null) return;
  if ('measure' in value) yield { path, measured: value };
  for (const [key, inner] of Object.entries(value)) yield* measuresIn(inner, path ? `${path}.${key}` : key);
}
