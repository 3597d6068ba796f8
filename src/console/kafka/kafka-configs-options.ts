// The options of kafka-configs, and which of them go together. Kafka: ConfigCommandOptions.

import { Failure } from './failure.ts';
import { argument, COMMON, flag, type Options, parseInteger, type Usage } from './options.ts';

export const TABLE = {
  ...COMMON,
  'bootstrap-server': argument('The broker to connect to, as host:port.'),
  'bootstrap-controller': argument('The controller to connect to.'),
  'command-config': argument('A file of settings for the connection.'),
  alter: flag('Changes settings.'),
  describe: flag('Shows settings.'),
  all: flag('With --describe, those too that are nobody’s own.'),
  'entity-type': argument('What has the settings: topics, groups, brokers, …'),
  'entity-name': argument('Its name.'),
  'entity-default': flag('All of that type.'),
  'add-config': argument('Settings as name=value,name=[value,value].'),
  'add-config-file': argument('The same in a file.'),
  'delete-config': argument('Names of settings to take back.'),
  topic: argument('A topic.'),
  group: argument('A group.'),
  broker: argument('A broker.'),
  'broker-defaults': flag('All brokers.'),
  'broker-logger': argument('The loggers of a broker.'),
  client: argument('A client.'),
  'client-defaults': flag('All clients.'),
  'client-metrics': argument('Metrics of clients.'),
  ip: argument('An address.'),
  'ip-defaults': flag('All addresses.'),
  user: argument('A user.'),
  'user-defaults': flag('All users.'),
};

export type Name = keyof typeof TABLE;
export type Given = Options<Name>;

const TYPES = [
  ...([
    'topics',
    'clients',
    'users',
    'brokers',
    'ips',
    'client-metrics',
    'groups',
    'broker-loggers',
  ] as const),
];

export type EntityType = (typeof TYPES)[number];

/** What has settings: one, or all of a type, or what is said of all of them. */
export interface Entity {
  readonly type: EntityType;
  readonly name: string | undefined;
  readonly isDefault: boolean;
}

const BY_NAME: readonly (readonly [Name, EntityType])[] = [
  ['topic', 'topics'],
  ['client', 'clients'],
  ['user', 'users'],
  ['broker', 'brokers'],
  ['broker-logger', 'broker-loggers'],
  ['ip', 'ips'],
  ['client-metrics', 'client-metrics'],
  ['group', 'groups'],
];

const BY_DEFAULT: readonly (readonly [Name, EntityType])[] = [
  ['client-defaults', 'clients'],
  ['user-defaults', 'users'],
  ['broker-defaults', 'brokers'],
  ['ip-defaults', 'ips'],
];

/** What the command is about, in whatever way it says so. */
export function entitiesOf(options: Given): Entity[] {
  const names = options.values('entity-name');
  return [
    ...options.values('entity-type').map((type, n) => ({
      type: type as EntityType,
      name: names[n],
      isDefault: options.has('entity-default'),
    })),
    ...BY_NAME.filter(([option]) => options.has(option)).map(([option, type]) => ({
      type,
      name: options.value(option),
      isDefault: false,
    })),
    ...BY_DEFAULT.filter(([option]) => options.has(option)).map(([, type]) => ({
      type,
      name: undefined,
      isDefault: true,
    })),
  ];
}

const illegal = (message: string): Failure => new Failure('IllegalArgumentException', message);

/** @throws `Failure` where the options do not go together. Kafka: ConfigCommandOptions.checkArgs */
export function check(usage: Usage<Name>): void {
  const { options } = usage;
  const has = (name: Name): boolean => options.has(name);
  usage.helpOrVersion(
    'This tool helps to manipulate and describe entity config for a topic, client, user, broker, ip, client-metrics or group',
  );
  if (has('alter') === has('describe'))
    usage.refuse('Command must include exactly one action: --describe, --alter');
  usage.exclude('describe', ['add-config', 'delete-config']);
  const entities = entitiesOf(options);
  const types = entities.map(({ type }) => type);
  const twice = types.filter((type, n) => types.indexOf(type) < n);
  if (twice.length > 0) throw illegal(`Duplicate entity type(s) specified: ${twice.join(',')}`);
  if (!has('bootstrap-server') && !has('bootstrap-controller'))
    throw illegal('Either --bootstrap-server or --bootstrap-controller must be specified.');
  if (has('bootstrap-server') && has('bootstrap-controller'))
    throw illegal('Only one of --bootstrap-server or --bootstrap-controller can be specified');
  checkEntities(options, entities);
  if (has('alter')) checkAlter(options, entities[0]!);
  if (has('bootstrap-controller'))
    throw new Failure(
      'UnsupportedEndpointTypeException',
      'This Admin API is not yet supported when communicating directly with the controller quorum.',
    ).within('ExecutionException');
}

function checkEntities(options: Given, entities: readonly Entity[]): void {
  const strange = entities.find(({ type }) => !TYPES.includes(type));
  if (strange)
    throw illegal(
      `Invalid entity type ${strange.type}, the entity type must be one of ${TYPES.join(', ')} with a --bootstrap-server or --bootstrap-controller argument`,
    );
  const [first, ...others] = entities;
  if (!first) throw illegal('At least one entity type must be specified');
  if (others.length > 0 && !entities.every(({ type }) => type === 'users' || type === 'clients'))
    throw illegal("Only 'users' and 'clients' entity types may be specified together");
  const general = (['entity-type', 'entity-name', 'entity-default'] as const).some((name) =>
    options.has(name),
  );
  const specific = [...BY_NAME, ...BY_DEFAULT].some(([name]) => options.has(name));
  if (general && specific)
    throw illegal(
      '--entity-{type,name,default} should not be used in conjunction with specific entity flags',
    );
  const { type, name, isDefault } = first;
  if (
    (type === 'brokers' || type === 'broker-loggers') &&
    name !== undefined &&
    parseInteger(name, 32) === null
  )
    throw illegal(`The entity name for ${type} must be a valid integer broker id, but it is: ${name}`);
  if (options.has('describe') && isDefault && ['topics', 'groups', 'client-metrics'].includes(type))
    throw illegal(`--entity-default must not be specified with --describe of ${type}`);
  if (type === 'topics' && name !== undefined) checkTopicName(name);
}

/** Kafka: Topic.validate. */
function checkTopicName(name: string): void {
  const why =
    name === ''
      ? 'the empty string is not allowed'
      : name === '.' || name === '..'
        ? `'${name}' is not allowed`
        : name.length > 249
          ? `the length of '${name}' is longer than the max allowed length 249`
          : /^[\w.-]+$/.test(name)
            ? null
            : `'${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`;
  if (why !== null) throw new Failure('InvalidTopicException', `Topic name is invalid: ${why}`);
}

function checkAlter(options: Given, { type, name, isDefault }: Entity): void {
  if (['users', 'clients', 'brokers', 'ips'].includes(type)) {
    if (!name && !isDefault)
      throw illegal(
        'An entity-name or default entity must be specified with --alter of users, clients, brokers or ips',
      );
  } else if (!name) throw illegal(`An entity name must be specified with --alter of ${type}`);
  if (options.has('add-config') && options.has('add-config-file'))
    throw illegal('Only one of --add-config or --add-config-file must be specified');
  if (!options.has('add-config') && !options.has('add-config-file') && !options.has('delete-config'))
    throw illegal(
      'At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter',
    );
  options.value('add-config');
}
