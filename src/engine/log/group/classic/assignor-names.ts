// The assignors of a classic consumer as its settings name them (partition.assignment.strategy).

import type { Refusal } from '../../../command.ts';
import { clientRefusal } from '../../refusal.ts';
import type { Reader } from '../../settings.ts';
import { type AssignorName, ASSIGNORS } from './protocols.ts';

const PACKAGE = 'org.apache.kafka.clients.consumer.';

/** Names of assignors or of their classes, separated by commas. */
export const assignorNames: Reader<AssignorName[]> = (text) => {
  const names: AssignorName[] = [];
  for (const word of text.split(',').map((one) => one.trim())) {
    const found = (Object.keys(ASSIGNORS) as AssignorName[]).find(
      (name) => name === word || PACKAGE + ASSIGNORS[name].className === word,
    );
    if (!found) return `Class ${word} could not be found.`;
    names.push(found);
  }
  return { value: names };
};

/** Whether these can be one client's assignors. Kafka: ConsumerPartitionAssignor.getAssignorInstances. */
export function checkAssignors(names: readonly AssignorName[]): Refusal | null {
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  return twice === undefined
    ? null
    : clientRefusal('KafkaException', `The assignor name: '${twice}' is used in more than one assignor`);
}
