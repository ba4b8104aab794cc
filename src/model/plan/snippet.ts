import type {Call, Settings} from './plan.ts'

/** A pipeline's settings as they are to be, for somebody's own infrastructure code. */
export interface Snippet {
  region: string
  functionName: string
  qualifier: string | null
  streamArn: string
  startingPosition: string
  /** All settings of the mapping, as UpdateEventSourceMapping takes them. */
  settings: Settings
  /** Of the function; undefined where they are not to be changed. */
  memoryMb: number | undefined
  timeoutSeconds: number | undefined
  reservedConcurrency: number | null | undefined
  /** The calls that would be made. */
  calls: readonly Call[]
}

/** The destination, or null. */
export const destinationIn = ({DestinationConfig}: Settings): string | null =>
  (DestinationConfig as {OnFailure?: {Destination?: string}} | undefined)?.OnFailure?.Destination || null

export const patternsIn = ({FilterCriteria}: Settings): string[] =>
  ((FilterCriteria as {Filters?: {Pattern?: string}[]} | undefined)?.Filters ?? []).map(({Pattern = ''}) => Pattern)

export const metricsIn = ({MetricsConfig}: Settings): string[] => (MetricsConfig as {Metrics?: string[]} | undefined)?.Metrics ?? []

export const responseTypesIn = ({FunctionResponseTypes}: Settings): string[] => (FunctionResponseTypes as string[] | undefined) ?? []

/** Numbers that are set to something: -1 and 0 windows are AWS's defaults, and the frameworks take none of them. */
export function numbersIn(settings: Settings): Record<string, number> {
  const names = [
    'BatchSize',
    'MaximumBatchingWindowInSeconds',
    'ParallelizationFactor',
    'MaximumRetryAttempts',
    'MaximumRecordAgeInSeconds',
    'TumblingWindowInSeconds',
  ]
  return Object.fromEntries(
    names.flatMap(name => {
      const value = settings[name]
      if (typeof value !== 'number' || value === -1 || (name === 'TumblingWindowInSeconds' && value === 0)) return []
      return [[name, value]]
    }),
  )
}

/** `orders-projector` as a name that templates take: `OrdersProjector`. */
export const logicalId = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
