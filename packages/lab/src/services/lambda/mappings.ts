import type {
  EventSourceMappingConfiguration,
  EventSourceMappingMetric,
  FunctionResponseType,
  GetEventSourceMappingCommandOutput,
  ListEventSourceMappingsCommandOutput,
} from '@aws-sdk/client-lambda'
import {allowed} from '../../simulation/access/permissions.ts'
import type {LabMapping, World} from '../../simulation/engine/world.ts'
import {type Account, callerRoleArn} from '../protocol/account.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {required, text} from '../protocol/shapes.ts'
import {functionArn, functionName} from './names.ts'
import {markedPage, paging} from './pages.ts'

/** Pages hold 100 at most, whatever MaxItems asks (Lambda API reference). */
const mappingsPerPage = 100

export const mappingArn = (world: World, uuid: string): string =>
  `arn:aws:lambda:${world.region}:${world.accountId}:event-source-mapping:${uuid}`

export const listEventSourceMappings = operation({
  action: 'lambda:ListEventSourceMappings',
  input: {
    EventSourceArn: text({pattern: /arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)/}),
    FunctionName: functionName,
    ...paging,
  },
  run: (input, account): Answer<ListEventSourceMappingsCommandOutput> => {
    const {world} = account
    // The name stands for one ARN: an unqualified name does not find the mappings of its versions and aliases. AWS documents
    // that a version or alias is asked for by its own ARN, and nowhere that a bare name covers them.
    const wanted = input.FunctionName === undefined ? null : functionArn(world, input.FunctionName)
    const all = [...world.mappings.values()].filter(
      mapping =>
        (wanted === null || mapping.functionArn === wanted) && (input.EventSourceArn ?? mapping.eventSourceArn) === mapping.eventSourceArn,
    )
    const found = markedPage(all, input, mappingsPerPage)
    return {EventSourceMappings: found.items.map(mapping => listed(view(account, mapping))), NextMarker: found.next}
  },
})

export const getEventSourceMapping = operation({
  action: 'lambda:GetEventSourceMapping',
  input: {UUID: required(text())},
  resource: (input, {world}) => mappingArn(world, input.UUID),
  run: (input, account): Answer<GetEventSourceMappingCommandOutput> => {
    const found = view(account, mappingOf(account, input.UUID))
    return mayDecrypt(account, found.KMSKeyArn) ? found : {...listed(found), FilterCriteriaError: undecryptable}
  },
})

/** A list never shows filters that are kept under a customer's key (Lambda API reference, FilterCriteria). */
function listed(mapping: EventSourceMappingConfiguration): EventSourceMappingConfiguration {
  if (mapping.KMSKeyArn === undefined) return mapping
  const {FilterCriteria: _, ...rest} = mapping
  return rest
}

const undecryptable = {
  ErrorCode: 'KMSAccessDeniedException',
  Message: 'Lambda could not decrypt the filter criteria: the caller is not allowed to use the key.',
}

function mayDecrypt({world}: Account, key: string | undefined): boolean {
  const role = callerRoleArn(world)
  return key === undefined || !world.roles.has(role.split('/').at(-1) ?? '') || allowed(world, role, 'kms:Decrypt', key) === 'allowed'
}

export function mappingOf({world}: Account, uuid: string): LabMapping {
  const mapping = world.mappings.get(uuid)
  if (mapping === undefined) throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', {status: 404})
  return mapping
}

/** The state that callers see; a stuck mapping never shows the end of its transition. */
export function shownState({stuckMappings}: Account, mapping: LabMapping): LabMapping['state'] {
  const settled = mapping.state === 'Enabled' || mapping.state === 'Disabled'
  return stuckMappings.has(mapping.uuid) && settled ? 'Updating' : mapping.state
}

/** A mapping as Lambda writes it: `OnFailure` is there, but empty, without a destination. */
export function view(account: Account, mapping: LabMapping): EventSourceMappingConfiguration {
  const {settings} = mapping
  return {
    UUID: mapping.uuid,
    EventSourceMappingArn: mapping.arn,
    EventSourceArn: mapping.eventSourceArn,
    FunctionArn: mapping.functionArn,
    StartingPosition: mapping.startingPosition,
    State: shownState(account, mapping),
    StateTransitionReason: mapping.stateTransitionReason,
    LastModified: new Date(mapping.lastModifiedMs),
    LastProcessingResult: mapping.lastProcessingResult,
    BatchSize: settings.BatchSize,
    MaximumBatchingWindowInSeconds: settings.MaximumBatchingWindowInSeconds,
    ParallelizationFactor: settings.ParallelizationFactor,
    MaximumRecordAgeInSeconds: settings.MaximumRecordAgeInSeconds,
    MaximumRetryAttempts: settings.MaximumRetryAttempts,
    BisectBatchOnFunctionError: settings.BisectBatchOnFunctionError,
    TumblingWindowInSeconds: settings.TumblingWindowInSeconds,
    FunctionResponseTypes: settings.FunctionResponseTypes as FunctionResponseType[],
    DestinationConfig: {OnFailure: settings.OnFailureDestination === '' ? {} : {Destination: settings.OnFailureDestination}},
    ...(settings.FilterPatterns.length > 0 ? {FilterCriteria: {Filters: settings.FilterPatterns.map(Pattern => ({Pattern}))}} : {}),
    ...(settings.KMSKeyArn ? {KMSKeyArn: settings.KMSKeyArn} : {}),
    ...(settings.Metrics.length > 0 ? {MetricsConfig: {Metrics: settings.Metrics as EventSourceMappingMetric[]}} : {}),
  }
}
