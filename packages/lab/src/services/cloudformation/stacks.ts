import type {World} from '../../simulation/engine/world.ts'

/** A resource as CloudFormation lists it. */
export interface StackResource {
  stack: string
  logicalId: string
  physicalId: string
  type: string
  createdMs: number
}

/** Names begin with their subject: `orders-projector`, `carts-0007`. Each such word is a team with a stack of its own. */
export const ownerOf = (name: string): string => name.split('-')[0] ?? name

const logicalIdOf = (name: string, kind: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('') + kind

/** Everything of the account that a template made: functions, mappings, tables and queues. */
export function stackResources({functions, mappings, tables, queues}: World): StackResource[] {
  const made = (name: string, kind: string, type: string, physicalId: string, createdMs: number): StackResource => ({
    stack: ownerOf(name),
    logicalId: logicalIdOf(name, kind),
    physicalId,
    type,
    createdMs,
  })
  const tablesCreatedMs = new Map([...tables.values()].map(({name, createdMs}) => [ownerOf(name), createdMs]))
  return [
    ...[...functions.values()].map(({name, lastModifiedMs}) => made(name, 'Function', 'AWS::Lambda::Function', name, lastModifiedMs)),
    ...[...mappings.values()].map(({uuid, functionArn, lastModifiedMs}) =>
      made(`${functionArn.split(':')[6]}-${uuid.slice(0, 4)}`, 'Mapping', 'AWS::Lambda::EventSourceMapping', uuid, lastModifiedMs),
    ),
    ...[...tables.values()].map(({name, createdMs}) => made(name, 'Table', 'AWS::DynamoDB::Table', name, createdMs)),
    ...[...queues.values()].map(({name, url}) => made(name, 'Queue', 'AWS::SQS::Queue', url, tablesCreatedMs.get(ownerOf(name)) ?? 0)),
  ]
}
