import type {
  CreateEventSourceMappingCommandOutput,
  DeleteEventSourceMappingCommandOutput,
  UpdateEventSourceMappingCommandOutput,
} from '@aws-sdk/client-lambda'
import type {MappingSettings} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {instant, map, oneOf, required, text} from '../protocol/shapes.ts'
import {checkMapping, invalid, mappingInput, settingsOf} from './mapping-settings.ts'
import {mappingArn, mappingOf, shownState, view} from './mappings.ts'
import {findTarget, functionName} from './names.ts'

/** Accepts the change and answers at once with the old settings and the state of the transition; polling stops meanwhile. */
export const updateEventSourceMapping = operation({
  action: 'lambda:UpdateEventSourceMapping',
  input: {UUID: required(text()), ...mappingInput},
  resource: (given, {world}) => mappingArn(world, given.UUID),
  run: (given, account): Answer<UpdateEventSourceMappingCommandOutput> => {
    const {world, changes} = account
    const mapping = mappingOf(account, given.UUID)
    const state = shownState(account, mapping)
    if (state !== 'Enabled' && state !== 'Disabled') throw inUse('update')
    checkMapping(given)
    const before = view(account, mapping)
    changes.updateMapping(world, mapping.uuid, settingsOf(given, world))
    const {State, StateTransitionReason, LastModified} = view(account, mappingOf(account, given.UUID))
    return {...before, State, StateTransitionReason, LastModified}
  },
})

const inUse = (verb: 'update' | 'delete'): AwsError =>
  new AwsError('ResourceInUseException', `Cannot ${verb} the event source mapping because it is in use.`)

/** Streams of DynamoDB alone: the lab has no other event sources. */
export const createEventSourceMapping = operation({
  action: 'lambda:CreateEventSourceMapping',
  input: {
    ...mappingInput,
    FunctionName: required(functionName),
    EventSourceArn: text({pattern: /arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)/}),
    StartingPosition: oneOf('LATEST', 'AT_TIMESTAMP', 'TRIM_HORIZON'),
    StartingPositionTimestamp: instant,
    Tags: map(text()),
  },
  run: (given, account): Answer<CreateEventSourceMappingCommandOutput> => {
    const {world, changes, tags} = account
    const {EventSourceArn, StartingPosition} = given
    if (EventSourceArn === undefined) throw invalid('Unrecognized event source.')
    checkMapping(given)
    findTarget(world, given.FunctionName, undefined, () => invalid('Function does not exist'))
    if (StartingPosition === undefined)
      throw invalid("1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.")
    if (StartingPosition === 'AT_TIMESTAMP' || given.StartingPositionTimestamp !== undefined) {
      throw invalid(`Unsupported starting position for arn type: ${EventSourceArn}`)
    }
    const settings = settingsOf(given, world) as Partial<MappingSettings> & Pick<MappingSettings, 'FunctionName'>
    const made = changes.createMapping(world, {eventSourceArn: EventSourceArn, startingPosition: StartingPosition, settings})
    if (given.Tags !== undefined) tags.set(made.arn, given.Tags)
    return view(account, made)
  },
})

/** Gone some seconds later; the checkpoint is lost. */
export const deleteEventSourceMapping = operation({
  action: 'lambda:DeleteEventSourceMapping',
  input: {UUID: required(text())},
  resource: ({UUID}, {world}) => mappingArn(world, UUID),
  run: ({UUID}, account): Answer<DeleteEventSourceMappingCommandOutput> => {
    const mapping = mappingOf(account, UUID)
    const state = shownState(account, mapping)
    if (state !== 'Enabled' && state !== 'Disabled') throw inUse('delete')
    return view(account, account.changes.deleteMapping(account.world, UUID))
  },
})
