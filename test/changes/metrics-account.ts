import {connect} from '../../src/aws/transport/connection.ts'
import {queriesOf, testConnection} from '../support/stub-account.ts'
import {type Reply, stubAws} from '../support/stub-aws.ts'

const minuteMs = 60_000
/** CloudWatch shows a minute when two more have gone by. */
const publicationMs = 2 * minuteMs

/** A metric's value in a minute (epoch milliseconds of its start); null for no datapoint. `target`: the resource, the queue or the table. */
export type Value = (metric: string, atMs: number, target: string) => number | null

/**
 * CloudWatch on a clock that goes on when somebody waits, and a mapping. `refuses` answers instead of the nth request of metrics; `attempt` answers
 * for the mapping: LastProcessingResult, or a failure.
 */
export function metricsAccount(
  startMs: number,
  value: Value,
  refuses: (nth: number) => Reply | undefined = () => undefined,
  attempt: (atMs: number) => string | Reply = () => 'OK',
) {
  const clock = {ms: startMs}
  const stub = stubAws({
    'lambda:GetEventSourceMapping': () => {
      const result = attempt(clock.ms)
      return typeof result === 'string' ? {UUID: 'm', State: 'Enabled', LastProcessingResult: result} : result
    },
    'cloudwatch:GetMetricData': (input, nth) =>
      refuses(nth) ?? {
        MetricDataResults: queriesOf(input).map(({Id, MetricStat: {Metric}}) => {
          const {MetricName, Dimensions = []} = Metric as {MetricName: string; Dimensions?: {Name: string; Value: string}[]}
          const target = Dimensions.find(({Name}) => Name !== 'FunctionName')?.Value ?? ''
          const [from, to] = [Number(input.StartTime) * 1000, Math.min(Number(input.EndTime) * 1000, clock.ms - publicationMs)]
          if (to - from > 86_400_000) throw new Error('more than a day is read')
          const minutes = Array.from({length: Math.max(0, Math.ceil((to - from) / minuteMs))}, (_, i) => from + i * minuteMs)
          const points = minutes.flatMap(atMs => {
            const one = value(MetricName, atMs, target)
            return one === null ? [] : [{atMs, one}]
          })
          return {Id, StatusCode: 'Complete', Timestamps: points.map(({atMs}) => atMs / 1000), Values: points.map(({one}) => one)}
        }),
      },
  })
  const handle = async (request: never) => {
    const {response} = await stub.requestHandler.handle(request)
    return {response: {...response, headers: {...response.headers, date: new Date(clock.ms).toUTCString()}}}
  }
  const aws = connect({
    ...testConnection,
    deadlineMs: 86_400_000,
    attempts: 1,
    requestHandler: {handle} as never,
    sleep: async ms => {
      clock.ms += ms
    },
    elapsedMs: () => clock.ms,
  })
  aws.answeredAtMs = startMs
  return {aws, clock, stub}
}
