import {invocationLog} from '../invocation-log.ts'
import {nodeError} from '../lines.ts'
import {functionMetrics, functionName, lookedAtMs, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, fresh, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const [stream, api] = ['stream', 'api']
const batches = about(120)
const http = about(800, 15)
const httpErrors = from(-50, about(260, 16), always(0))
const alias = (name: string) => ({
  AliasArn: virginia.functionArn(functionName, name),
  Name: name,
  FunctionVersion: '12',
  RevisionId: `r-${name}`,
})

const own = pipeline({
  qualifier: stream,
  around: {aliases: [alias(stream), alias(api)], versions: [{Version: '12', LastModified: '2026-11-18T09:00:00.000+0000'}]},
  events: {Polled: about(9000, 2), Invoked: about(9000, 2)},
})
const all = {invocations: (minute: number) => batches(minute) + http(minute), errors: httpErrors, durations: evenly(20, 240)}

export default defineRetold({
  id: 'errors-belong-to-the-http-callers',
  story:
    'One function serves an HTTP interface through an alias, and the stream through another. A client sends broken requests since fifty minutes, and more than a quarter of all invocations fail. The batches of the stream do not: nothing is retried, and nothing waits.',
  source: {
    report:
      'Miserlou/Zappa#333 (one function for HTTP and for streams); aws/aws-lambda-dotnet#514 (errors of callers in the metric of the function)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-view": FunctionName counts all callers, Resource those of one alias; FailedInvokeEventCount is of the mapping',
  },
  truth: {
    causes: [null],
    not: ['failing-function', 'poison-record', 'silent-loss'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk', 'degraded'],
  },
  world: {
    ...own,
    metrics: [
      ...own.metrics.filter(({namespace, name, dimensions}) => {
        const ofAllCallers = namespace === 'AWS/Lambda' && Object.keys(dimensions).join() === 'FunctionName'
        return !ofAllCallers || name === 'ConcurrentExecutions'
      }),
      ...functionMetrics(
        {FunctionName: functionName},
        {...all, throttles: always(0), ages: minute => fresh(minute, Math.round(batches(minute)))},
      ),
      ...functionMetrics(
        {FunctionName: functionName, Resource: `${functionName}:${api}`},
        {invocations: http, errors: httpErrors, durations: evenly(20, 90), throttles: always(0), ages: () => []},
      ),
    ],
    logs: () =>
      invocationLog(lookedAtMs, all, {version: '12', failing: nodeError('BadRequest', 'body is not JSON', '/var/task/http.js:18:11')}),
  },
})
