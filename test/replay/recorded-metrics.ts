import type {Recorded} from '../../bench/live/record/scrub.ts'

interface Query {
  Id: string
  MetricStat?: object
}

interface Result {
  Id: string
  Timestamps?: number[]
  Values?: number[]
  StatusCode?: string
}

/**
 * Answers GetMetricData by the recorded series, however the request groups them: a version with one metric more still gets the others.
 * A metric that was not recorded has no datapoints.
 */
export function recordedMetrics(answers: readonly Recorded[]): (body: string) => Recorded['answer'] {
  const series = new Map<string, Omit<Result, 'Id'>>()
  const recorded = answers.filter(({operation, answer}) => operation.endsWith('.GetMetricData') && answer.status === 200)
  for (const {request, answer} of recorded) {
    const {MetricDataQueries} = JSON.parse(request.body) as {MetricDataQueries: Query[]}
    const {MetricDataResults = []} = JSON.parse(answer.body) as {MetricDataResults?: Result[]}
    for (const {Id, ...values} of MetricDataResults) series.set(keyOf(MetricDataQueries.find(query => query.Id === Id)), values)
  }
  const headers = recorded[0]?.answer.headers ?? {}
  return body => {
    const {MetricDataQueries} = JSON.parse(body) as {MetricDataQueries: Query[]}
    const none = {Timestamps: [], Values: [], StatusCode: 'Complete'}
    const MetricDataResults = MetricDataQueries.map(query => ({Id: query.Id, ...(series.get(keyOf(query)) ?? none)}))
    return {status: 200, headers, body: JSON.stringify({MetricDataResults, Messages: []})}
  }
}

const keyOf = (query: Query | undefined): string => JSON.stringify(query?.MetricStat ?? null)
