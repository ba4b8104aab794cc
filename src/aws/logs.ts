import type {CloudWatchLogsClient, GetQueryResultsCommandOutput, LogGroup} from '@aws-sdk/client-cloudwatch-logs'
import {AwsError, required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

export type LogGroupAnswer = LogGroup

/** A Logs Insights query over one log group; instants are epoch milliseconds, Logs Insights cuts them to seconds. */
export interface InsightsQuery {
  logGroup: string
  query: string
  startMs: number
  endMs: number
  /** The most rows, up to 100,000. */
  limit: number
}

/** The progress of a query so far. The scanned bytes are billed, also those of a query that is stopped. */
export interface InsightsStatistics {
  bytesScanned: number
  recordsMatched: number
  recordsScanned: number
}

export interface InsightsResult {
  /** Field and value as Logs Insights prints it; a field without a value is absent, and so is `@ptr`. */
  rows: Record<string, string>[]
  statistics: InsightsStatistics
}

export interface InsightsRun {
  /** Stops the query. */
  signal?: AbortSignal | undefined
  /** Called after each read of the query's state; an error that it throws stops the query. */
  onProgress?: ((statistics: InsightsStatistics) => void) | undefined
}

const sdk = () => import('@aws-sdk/client-cloudwatch-logs')

const logsClient = (aws: Aws): Promise<CloudWatchLogsClient> =>
  clientOf(aws, 'logs', 'logs', async () => (await sdk()).CloudWatchLogsClient)

/** The log group of this name, or null when there is none. Groups are listed by name, so that the exact one comes first. */
export const describeLogGroup = (aws: Aws, name: string): Promise<LogGroupAnswer | null> =>
  call(aws, 'logs:DescribeLogGroups', async abortSignal => {
    const [client, {DescribeLogGroupsCommand}] = [await logsClient(aws), await sdk()]
    const {logGroups} = await client.send(new DescribeLogGroupsCommand({logGroupNamePrefix: name}), {abortSignal})
    return required(logGroups, 'logGroups').find(group => group.logGroupName === name) ?? null
  })

/** The IAM actions of a query; it is stopped where the wait for it ends early. */
export const insightsActions = ['logs:StartQuery', 'logs:GetQueryResults', 'logs:StopQuery'] as const

const firstPauseMs = 500
const longestPauseMs = 5000

/**
 * Runs a query to its end and answers all its rows. Logs Insights works on its own, so the answer is asked for after 0.5 s, 1 s, 2 s
 * and so on, at most 5 s apart. Whatever ends the wait early (the deadline, `signal`, an error) also stops the query at AWS.
 */
export async function runInsightsQuery(aws: Aws, asked: InsightsQuery, {signal, onProgress}: InsightsRun = {}): Promise<InsightsResult> {
  const id = await startQuery(aws, asked)
  let running = true
  let told: InsightsStatistics = {bytesScanned: 0, recordsMatched: 0, recordsScanned: 0}
  try {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      await pause(aws, pauseMs, signal)
      const answer = await getQueryResults(aws, id, undefined)
      running = answer.status === 'Scheduled' || answer.status === 'Running'
      told = statisticsOf(answer)
      onProgress?.(told)
      if (running) continue
      if (answer.status !== 'Complete') throw new AwsError('logs:StartQuery', 'other', `the query ended as ${answer.status ?? 'unknown'}`)
      const further = answer.nextToken === undefined ? [] : await furtherRows(aws, id, answer.nextToken)
      return {rows: [...rowsOf(answer), ...further], statistics: told}
    }
  } finally {
    aws.logs.bytesScanned += told.bytesScanned
    if (running) await stopQuery(aws, id)
  }
}

const startQuery = (aws: Aws, {logGroup, query, startMs, endMs, limit}: InsightsQuery): Promise<string> =>
  call(aws, 'logs:StartQuery', async abortSignal => {
    const [client, {StartQueryCommand}] = [await logsClient(aws), await sdk()]
    const [startTime, endTime] = [Math.floor(startMs / 1000), Math.floor(endMs / 1000)]
    const input = {logGroupName: logGroup, queryString: query, startTime, endTime, limit}
    return required((await client.send(new StartQueryCommand(input), {abortSignal})).queryId, 'queryId')
  })

const getQueryResults = (aws: Aws, queryId: string, nextToken: string | undefined): Promise<GetQueryResultsCommandOutput> =>
  call(aws, 'logs:GetQueryResults', async abortSignal => {
    const [client, {GetQueryResultsCommand}] = [await logsClient(aws), await sdk()]
    return client.send(new GetQueryResultsCommand({queryId, ...(nextToken !== undefined && {nextToken})}), {abortSignal})
  })

/** The pages after the first one: each has 10,000 rows at most. */
const furtherRows = (aws: Aws, id: string, second: string): Promise<Record<string, string>[]> =>
  allPages(async token => {
    const page = await getQueryResults(aws, id, token ?? second)
    return {items: rowsOf(page), next: page.nextToken}
  })

/** Sent also when the time of the run is over. That it cannot be stopped, most often because it has just ended, helps nobody to know. */
async function stopQuery(aws: Aws, queryId: string): Promise<void> {
  try {
    const [client, {StopQueryCommand}] = [await logsClient(aws), await sdk()]
    await client.send(new StopQueryCommand({queryId}), {abortSignal: AbortSignal.timeout(3000)})
  } catch {}
}

/** Waits, unless the run's time is over or `signal` says to stop: then it throws. */
async function pause(aws: Aws, ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  await call(
    aws,
    'logs:GetQueryResults',
    () =>
      new Promise<void>((resolve, reject) => {
        const stop = () => reject(signal?.reason)
        signal?.addEventListener('abort', stop, {once: true})
        aws
          .sleep(ms)
          .then(resolve, reject)
          .finally(() => signal?.removeEventListener('abort', stop))
      }),
  )
}

const statisticsOf = ({statistics}: GetQueryResultsCommandOutput): InsightsStatistics => ({
  bytesScanned: statistics?.bytesScanned ?? 0,
  recordsMatched: statistics?.recordsMatched ?? 0,
  recordsScanned: statistics?.recordsScanned ?? 0,
})

const rowsOf = ({results}: GetQueryResultsCommandOutput): Record<string, string>[] =>
  required(results, 'results').map(row =>
    Object.fromEntries(
      row.flatMap(({field, value}) => (field === undefined || field === '@ptr' || value === undefined ? [] : [[field, value]])),
    ),
  )
