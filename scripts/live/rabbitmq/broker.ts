// RabbitMQ, as the tool for random conversations knows it. Conversations that are held at once have a virtual host each.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { replayRabbitTrace } from '../../conformance/queue/trace.ts';
import type { Broker } from '../broker.ts';
import type { Conversation } from '../conversation.ts';
import { Misuse } from '../misuse.ts';
import { findRecorder } from '../queue-trace/recorder.ts';
import { AREAS } from './areas.ts';
import { details, ties } from './steps.ts';

export const rabbitmq: Broker = {
  name: 'rabbitmq',
  areas: AREAS,
  address: '127.0.0.1:5700',
  threads: 8,
  find: (place) =>
    findRecorder({ name: 'rabbitmq', title: 'RabbitMQ', quietMs: [60, 200], places, alone }, place),
  head: (area) => ({ format: 'queue-trace/1', versions: ['4.0.5'], topic: ['random', area] }),
  replay: replayRabbitTrace,
  ties,
  spare: () => true,
  details,
};

/** A restart ends the conversations of all. */
const alone = ({ steps }: Conversation): boolean => steps.some(({ do: verb }) => verb === 'restart');

function places(threads: number, brokers: string): string[] {
  const hosts = Array.from({ length: threads }, (_, n) => `live${n + 1}`);
  const names = hosts.map((host) => `<<"${host}">>`).join(', ');
  const all = '<<".*">>';
  const make = `[begin
    rabbit_vhost:exists(Host) orelse rabbit_vhost:add(Host, <<"live">>),
    rabbit_auth_backend_internal:set_permissions(<<"guest">>, Host, ${all}, ${all}, ${all}, <<"live">>)
  end || Host <- [${names}]].`;
  const tool = process.env['RABBIT_CTL'] ?? join(brokers, 'rabbitmqctl.sh');
  const { status, stderr } = spawnSync(tool, ['eval', make], { encoding: 'utf8' });
  if (status !== 0) throw new Misuse(`${tool} could not make virtual hosts: ${String(stderr).trim()}`);
  return hosts;
}
