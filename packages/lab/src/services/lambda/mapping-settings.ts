import type {MappingSettings, World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {flag, type Input, list, oneOf, structure, text, whole} from '../protocol/shapes.ts'
import {findTarget, functionName} from './names.ts'

const destinationPattern =
  /$|kafka:\/\/([^.]([a-zA-Z0-9\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9-])+:([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)/

/** The common input of Create- and UpdateEventSourceMapping. Ranges and lengths are those of Lambda's service model. */
export const mappingInput = {
  FunctionName: functionName,
  Enabled: flag,
  BatchSize: whole({min: 1, max: 10_000}),
  FilterCriteria: structure({Filters: list(structure({Pattern: text({max: 4096})}))}),
  MaximumBatchingWindowInSeconds: whole({min: 0, max: 300}),
  DestinationConfig: structure({OnFailure: structure({Destination: text({max: 350, pattern: destinationPattern})})}),
  MaximumRecordAgeInSeconds: whole({min: -1, max: 604_800}),
  BisectBatchOnFunctionError: flag,
  MaximumRetryAttempts: whole({min: -1, max: 10_000}),
  ParallelizationFactor: whole({min: 1, max: 10}),
  TumblingWindowInSeconds: whole({min: 0, max: 900}),
  FunctionResponseTypes: list(oneOf('ReportBatchItemFailures'), {max: 1}),
  MetricsConfig: structure({Metrics: list(oneOf('EventCount', 'ErrorCount', 'KafkaMetrics'), {max: 3})}),
  KMSKeyArn: text({max: 10_000, pattern: /(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()/}),
  SourceAccessConfigurations: list(structure({}), {max: 22}),
  ScalingConfig: structure({}),
  ProvisionedPollerConfig: structure({}),
} as const
export type MappingInput = Input<typeof mappingInput>

export const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message)

/** Refuses the input that the model allows and Lambda still refuses. */
export function checkMapping(given: MappingInput): void {
  const age = given.MaximumRecordAgeInSeconds
  if (age !== undefined && age >= 0 && age < 60) {
    throw invalid('MaximumRecordAgeInSeconds must be either -1 (forever) or between 60 and 604800 (inclusive)')
  }
  if (given.ScalingConfig !== undefined) throw invalid('Scaling config is not supported for this event source.')
  if (given.ProvisionedPollerConfig !== undefined) throw invalid('Provisioned poller config is not supported for this event source.')
  if ((given.SourceAccessConfigurations ?? []).length > 0) {
    throw invalid('Source access configurations are not supported for this event source.')
  }
  for (const metric of given.MetricsConfig?.Metrics ?? []) {
    if (metric !== 'EventCount') throw invalid(`The metric ${metric} is not supported for this event source.`)
  }
  // Five, unless the account asked for more (Lambda Developer Guide, "Using event filtering").
  if ((given.FilterCriteria?.Filters ?? []).length > 5) throw invalid('An event source mapping can have up to 5 filters.')
  for (const {Pattern = ''} of given.FilterCriteria?.Filters ?? []) {
    if (!isPattern(Pattern)) throw invalid('Invalid filter pattern definition.')
  }
}

/** An EventBridge pattern is a JSON object whose leaves are arrays of literals and comparisons. */
function isPattern(pattern: string): boolean {
  try {
    return hasListLeaves(JSON.parse(pattern))
  } catch {
    return false
  }
}

/** The comparisons of EventBridge that Lambda takes (Lambda Developer Guide, "Filter rule syntax"), by the operand that they need. */
const operands: Readonly<Record<string, (operand: unknown) => boolean>> = {
  exists: operand => typeof operand === 'boolean',
  prefix: operand => typeof operand === 'string',
  suffix: operand => typeof operand === 'string',
  'equals-ignore-case': operand => typeof operand === 'string',
  'anything-but': operand => operand !== null && operand !== undefined,
  numeric: operand =>
    Array.isArray(operand) &&
    operand.length > 0 &&
    operand.length % 2 === 0 &&
    operand.every((part, i) => (i % 2 === 0 ? ['=', '<', '<=', '>', '>='].includes(part) : typeof part === 'number')),
}

/** A literal, one comparison, or (under $or) a pattern of its own. */
function isRule(rule: unknown): boolean {
  if (typeof rule !== 'object' || rule === null) return true
  const [[name, operand] = [], ...more] = Object.entries(rule)
  const known = name === undefined || more.length > 0 ? undefined : operands[name]
  return known ? known(operand) : hasListLeaves(rule)
}

const hasListLeaves = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(leaf => (Array.isArray(leaf) ? leaf.length > 0 && leaf.every(isRule) : hasListLeaves(leaf)))

const plainSettings = [
  ...(['Enabled', 'BatchSize', 'MaximumBatchingWindowInSeconds', 'MaximumRecordAgeInSeconds', 'BisectBatchOnFunctionError'] as const),
  ...(['MaximumRetryAttempts', 'ParallelizationFactor', 'TumblingWindowInSeconds', 'FunctionResponseTypes'] as const),
]

/** The settings that the caller named, in the simulation's form; the others stay as they are. */
export function settingsOf(given: MappingInput, world: World): Partial<MappingSettings> {
  const {FunctionName, FilterCriteria, DestinationConfig, MetricsConfig} = given
  const settings = {
    ...Object.fromEntries(plainSettings.map(name => [name, given[name]])),
    FunctionName: FunctionName === undefined ? undefined : findTarget(world, FunctionName).arn,
    FilterPatterns: FilterCriteria === undefined ? undefined : (FilterCriteria.Filters ?? []).map(filter => filter.Pattern ?? ''),
    KMSKeyArn: given.KMSKeyArn,
    OnFailureDestination: DestinationConfig?.OnFailure?.Destination,
    Metrics: MetricsConfig === undefined ? undefined : (MetricsConfig.Metrics ?? []),
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Partial<MappingSettings>
}
