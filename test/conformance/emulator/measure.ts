import {type CloudWatchClient, type MetricDatum, PutMetricDataCommand} from '@aws-sdk/client-cloudwatch'
import type {Delivery, Names} from './stage.ts'

const everyMs = 1000

/** Puts the metrics that Lambda and DynamoDB would publish, by the handler's own log: an emulator publishes none for its poller. */
export function measure(
  cloudwatch: CloudWatchClient,
  {functionName, tableName}: Pick<Names, 'functionName' | 'tableName'>,
  log: () => Pick<Delivery, 'version' | 'ended' | 'atMs'>[],
) {
  let counted = 0
  let writes: number[] = []
  const put = async (Namespace: string, MetricData: MetricDatum[]) => {
    if (MetricData.length > 0) await cloudwatch.send(new PutMetricDataCommand({Namespace, MetricData}))
  }
  const publish = async () => {
    const [news, written] = [log().slice(counted), writes]
    counted += news.length
    writes = []
    for (const {version, ended, atMs} of news) await put('AWS/Lambda', invoked(functionName, version, ended, atMs))
    await put(
      'AWS/DynamoDB',
      written.map(atMs => ({
        MetricName: 'ConsumedWriteCapacityUnits',
        Dimensions: [{Name: 'TableName', Value: tableName}],
        Timestamp: new Date(atMs),
        Value: 1,
      })),
    )
  }
  let running = Promise.resolve()
  const timer = setInterval(() => {
    running = running.then(publish)
  }, everyMs)
  return {
    wrote: (atMs: number) => writes.push(atMs),
    end: async () => {
      clearInterval(timer)
      await running
    },
  }
}

/** Each counts for the function, and for the version. */
function invoked(functionName: string, version: string, ended: Delivery['ended'], atMs: number): MetricDatum[] {
  const whole = [{Name: 'FunctionName', Value: functionName}]
  const own = [...whole, {Name: 'Resource', Value: `${functionName}:${version}`}]
  return [whole, own].flatMap(Dimensions =>
    Object.entries({Invocations: 1, Errors: ended === 'threw' ? 1 : 0, Throttles: 0}).map(([MetricName, Value]) => ({
      MetricName,
      Dimensions,
      Timestamp: new Date(atMs),
      Value,
    })),
  )
}
