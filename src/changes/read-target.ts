import {describeAlarms} from '../aws/cloudwatch.ts'
import {describeContributorInsights} from '../aws/contributor-insights.ts'
import {getAlias, getFunction, listEventSourceMappings, type MappingAnswer} from '../aws/lambda.ts'
import {getEventSourceMapping, getFunctionConcurrency, listVersions} from '../aws/lambda-changes.ts'
import {AwsError} from '../aws/transport/aws-error.ts'
import type {Aws} from '../aws/transport/connection.ts'
import {mappingFrom} from '../evidence/first-round/mapping.ts'
import type {Settings, Target} from '../model/plan/plan.ts'
import {settingsOf} from './plans/mapping-settings.ts'
import {wholeMapping} from './whole-mapping.ts'

/** A target as it is now. */
export interface Reading {
  settings: Settings
  /** False while AWS applies a change: the settings shown may be the old ones. */
  settled: boolean
  /** AWS's word for where it is, such as Updating. */
  state: string
  /** Changes with every change of the target, where AWS has such a thing; the UUID of a mapping that is made and deleted. */
  revision: string | null
}

const settled = (settings: Settings, revision: string | null = null): Reading => ({settings, settled: true, state: '', revision})

/** The IAM actions for reading a target of each kind. */
export const readActions: Readonly<Record<Target['kind'], readonly string[]>> = {
  mapping: ['lambda:GetEventSourceMapping'],
  alias: ['lambda:GetAlias'],
  version: ['lambda:ListVersionsByFunction'],
  concurrency: ['lambda:GetFunctionConcurrency'],
  configuration: ['lambda:GetFunction'],
  alarm: ['cloudwatch:DescribeAlarms'],
  insights: ['dynamodb:DescribeContributorInsights'],
  'stream-mapping': ['lambda:ListEventSourceMappings', 'lambda:GetEventSourceMapping'],
}

/** Reads a target. Each kind has the settings that its calls change, in the same names and values. */
export async function readTarget(aws: Aws, target: Target): Promise<Reading> {
  switch (target.kind) {
    case 'mapping':
      return readMapping(aws, target.uuid)
    case 'alias': {
      const {FunctionVersion = '', RoutingConfig, RevisionId} = await getAlias(aws, target.functionName, target.alias)
      const weights = {...RoutingConfig?.AdditionalVersionWeights}
      return settled({FunctionVersion, RoutingConfig: {AdditionalVersionWeights: weights}}, RevisionId ?? null)
    }
    case 'version':
      return settled({Version: await newestVersion(aws, target.functionName)})
    case 'concurrency':
      return settled({ReservedConcurrentExecutions: await getFunctionConcurrency(aws, target.functionName)})
    case 'configuration': {
      const {Configuration: {MemorySize = null, Timeout = null, LastUpdateStatus = '', RevisionId} = {}} = await getFunction(
        aws,
        target.functionName,
      )
      const state = LastUpdateStatus
      return {settings: {MemorySize, Timeout}, settled: state !== 'InProgress', state, revision: RevisionId ?? null}
    }
    case 'alarm':
      return settled({Alarm: await readAlarm(aws, target.name)})
    case 'insights': {
      const state = await describeContributorInsights(aws, target.table)
      return {settings: {ContributorInsightsStatus: state}, settled: !/ING$/.test(state), state, revision: null}
    }
    case 'stream-mapping':
      return readStreamMapping(aws, target)
  }
}

const isSettled = (state: string | undefined): boolean => state === 'Enabled' || state === 'Disabled'

async function readMapping(aws: Aws, uuid: string): Promise<Reading> {
  const mapping = mappingFrom(await getEventSourceMapping(aws, uuid))
  const {state, lastModifiedMs} = mapping
  return {
    settings: settingsOf(mapping),
    settled: isSettled(state),
    state,
    revision: lastModifiedMs === null ? null : String(lastModifiedMs),
  }
}

/** The mapping with its UUID, or null. A list shows no filters that are kept under a key, so that a settled one is also read by itself. */
async function readStreamMapping(aws: Aws, {functionArn, eventSourceArn}: Extract<Target, {kind: 'stream-mapping'}>): Promise<Reading> {
  const listed = (await listEventSourceMappings(aws, eventSourceArn)).find(one => one.FunctionArn === functionArn)
  const found = listed?.UUID === undefined || !isSettled(listed.State) ? listed : await unlessGone(getEventSourceMapping(aws, listed.UUID))
  if (!found) return settled({Mapping: null})
  const {UUID = '', State = ''} = found
  return {settings: {Mapping: {UUID, ...wholeMapping(found)}}, settled: isSettled(State), state: State, revision: UUID}
}

async function unlessGone(reading: Promise<MappingAnswer>): Promise<MappingAnswer | null> {
  try {
    return await reading
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** The highest number that is published; null when there is none. */
async function newestVersion(aws: Aws, functionName: string): Promise<string | null> {
  const numbers = (await listVersions(aws, functionName)).map(({version}) => Number(version)).filter(Number.isInteger)
  return numbers.length === 0 ? null : String(Math.max(...numbers))
}

/** The input of PutMetricAlarm from the answer of DescribeAlarms; empty lists and absent members are left out. */
async function readAlarm(aws: Aws, name: string): Promise<Settings | null> {
  const alarm = (await describeAlarms(aws, [name])).metric.find(({AlarmName}) => AlarmName === name)
  if (alarm === undefined) return null
  return Object.fromEntries(alarmInput.flatMap(key => (isGiven(alarm[key]) ? [[key, plain(alarm[key])]] : []))) as Settings
}

const alarmInput = [
  ...(['AlarmName', 'AlarmDescription', 'ActionsEnabled', 'OKActions', 'AlarmActions', 'InsufficientDataActions'] as const),
  ...(['MetricName', 'Namespace', 'Statistic', 'ExtendedStatistic', 'Dimensions', 'Period', 'Unit', 'EvaluationPeriods'] as const),
  ...(['DatapointsToAlarm', 'Threshold', 'ComparisonOperator', 'TreatMissingData', 'EvaluateLowSampleCountPercentile'] as const),
  ...(['Metrics', 'ThresholdMetricId'] as const),
]

const isGiven = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0)
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** Whether the target is there at all. */
export const isGone = (error: unknown): boolean => error instanceof AwsError && error.kind === 'not-found'
