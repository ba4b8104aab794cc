/** The options of one operation of AWS's CLI, and those that it cannot do without. */
export interface CliOperation {
  options: readonly string[]
  required: readonly string[]
}

const clients: Readonly<Record<string, () => Promise<object>>> = {
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  dynamodb: () => import('@aws-sdk/client-dynamodb'),
  dynamodbstreams: () => import('@aws-sdk/client-dynamodb-streams'),
  ec2: () => import('@aws-sdk/client-ec2'),
  iam: () => import('@aws-sdk/client-iam'),
  kms: () => import('@aws-sdk/client-kms'),
  lambda: () => import('@aws-sdk/client-lambda'),
  logs: () => import('@aws-sdk/client-cloudwatch-logs'),
  pipes: () => import('@aws-sdk/client-pipes'),
  s3api: () => import('@aws-sdk/client-s3'),
  sns: () => import('@aws-sdk/client-sns'),
  sqs: () => import('@aws-sdk/client-sqs'),
}

/** Operations of services whose client is not installed, and commands that the CLI makes of several calls (AWS CLI Command Reference, version 2). */
const others: Readonly<Record<string, CliOperation>> = {
  'cloudtrail lookup-events': {options: ['lookup-attributes', 'start-time', 'end-time', 'event-category', 'max-results'], required: []},
  'logs tail': {options: ['since', 'follow', 'format', 'filter-pattern', 'log-stream-names', 'log-stream-name-prefix'], required: []},
  's3 cp': {options: ['recursive', 'include', 'exclude'], required: []},
  'secretsmanager create-secret': {options: ['name', 'secret-string', 'description', 'kms-key-id'], required: ['name']},
  'service-quotas request-service-quota-increase': {
    options: ['service-code', 'quota-code', 'desired-value'],
    required: ['service-code', 'quota-code', 'desired-value'],
  },
  'xray get-trace-summaries': {
    options: ['start-time', 'end-time', 'filter-expression', 'sampling', 'time-range-type'],
    required: ['start-time', 'end-time'],
  },
}

/** Options of every operation. */
const globalOptions = [
  ...['query', 'region', 'profile', 'output', 'endpoint-url', 'no-cli-pager', 'no-paginate', 'max-items', 'page-size', 'starting-token'],
]

/** Where the CLI names the two values of a required switch: `--ingress` for `--no-egress`. */
const opposites: Readonly<Record<string, Readonly<Record<string, string>>>> = {'ec2 create-network-acl-entry': {egress: 'ingress'}}

/** `EventSourceMappingUUID` as the AWS CLI names it. */
const kebab = (name: string): string =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()

type InputSchema = readonly [
  kind: number,
  namespace: string,
  name: string,
  traits: unknown,
  members: string[],
  shapes: unknown,
  required?: number,
]

/** The input of an operation, as the SDK describes it: its members, of which the first are required. */
function operationOf(Command: new (input: object) => object): CliOperation | null {
  const {schema} = new Command({}) as {schema?: readonly unknown[]}
  const input = schema?.[4]
  const [, , , , members = [], , required = 0] = (typeof input === 'function' ? input() : (input ?? [])) as InputSchema
  const options = members.map(kebab)
  return schema === undefined ? null : {options: options.flatMap(name => [name, `no-${name}`]), required: options.slice(0, required)}
}

/** An operation of the AWS CLI; null where there is none of this name. */
export async function cliOperation(service: string, name: string): Promise<CliOperation | null> {
  const key = `${service} ${name}`
  const client = (await clients[service]?.()) as Record<string, new (input: object) => object> | undefined
  const symbol = Object.keys(client ?? {}).find(one => one.toLowerCase() === `${name.replaceAll('-', '')}command`)
  const Command = symbol === undefined ? undefined : client?.[symbol]
  const found = others[key] ?? (Command ? operationOf(Command) : null)
  const opposite = opposites[key] ?? {}
  return (
    found && {
      options: [...found.options, ...globalOptions, ...Object.values(opposite)],
      required: found.required.filter(option => opposite[option] === undefined),
    }
  )
}
