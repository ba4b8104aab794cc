import {putMetricData} from '../../aws/cloudwatch.ts'
import {type Connection, connect, disconnect} from '../../aws/index.ts'
import {publish} from '../../aws/sns.ts'
import {problemsOf} from '../../model/report/problem.ts'
import {type Report, type Verdict, verdictOrder} from '../../model/report/report.ts'
import {epochMs} from '../../text/units.ts'

export interface Publication {
  /** The namespace of the metrics. */
  namespace: string
  topicArn: string | null
  /** The verdicts of a run that the topic is told. */
  tell: readonly Verdict[]
  subject: string
  message: string
}

/**
 * Sends the result of a run to CloudWatch and a topic. The metrics are of the fleet, not of each pipeline: a metric of one's own is billed
 * by the month.
 */
export async function publishVerdict(
  connection: Connection,
  report: Report,
  {namespace, topicArn, tell, subject, message}: Publication,
): Promise<void> {
  const aws = connect(connection)
  try {
    await putMetricData(aws, namespace, metricsOf(report))
    if (topicArn !== null && tell.includes(report.verdict)) await publish(aws, topicArn, subject, message)
  } finally {
    disconnect(aws)
  }
}

function metricsOf({takenAt, pipelines, usage, failOn}: Report) {
  const Timestamp = new Date(epochMs(takenAt))
  const failing = pipelines.flatMap(pipeline => problemsOf(pipeline, failOn)).filter(problem => problem.fails).length
  const ages = pipelines.flatMap(({lag}) => lag.ageSeconds ?? [])
  const requests = Object.values(usage.requests).reduce((sum, n) => sum + n, 0)
  return [
    ...verdictOrder.map(verdict => ({
      MetricName: 'Pipelines',
      Dimensions: [{Name: 'Verdict', Value: verdict}],
      Value: pipelines.filter(pipeline => pipeline.verdict === verdict).length,
      Unit: 'Count' as const,
      Timestamp,
    })),
    {MetricName: 'FailingProblems', Value: failing, Unit: 'Count' as const, Timestamp},
    {MetricName: 'OldestIteratorAge', Value: Math.max(0, ...ages), Unit: 'Seconds' as const, Timestamp},
    {MetricName: 'ApiRequests', Value: requests, Unit: 'Count' as const, Timestamp},
  ]
}
