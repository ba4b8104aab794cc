import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {openLab} from '../../packages/lab/src/entrance.ts'
import {connect, disconnect} from '../../src/aws/index.ts'
import {readMetrics} from '../../src/aws/metrics.ts'
import {handlerFor} from '../../src/deploy/handler.ts'
import {commandActions} from '../../src/use-cases/policy.ts'
import {labPlace} from '../support/fleet.ts'
import {sample} from '../support/sample.ts'

type Lab = ReturnType<typeof openLab>

/** A lab that keeps the messages to its topics. */
function listening(given: object): {lab: Lab; published: URLSearchParams[]} {
  const lab = openLab({incident: 'poison-record', seed: 1, functions: 3, ...given})
  const {requestHandler} = lab
  const published: URLSearchParams[] = []
  const handle: Lab['requestHandler']['handle'] = (request, options) => {
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body as Uint8Array))
    if (form.get('Action') === 'Publish') published.push(form)
    return requestHandler.handle(request, options)
  }
  return {lab: {...lab, requestHandler: {...requestHandler, handle}}, published}
}

const environment = {AWS_REGION: 'us-east-1', DDBSTREAM_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:on-call'}
const handle = (lab: Lab, more: object = {}) => handlerFor({...environment, ...more}, labPlace(lab).connection)()

async function metric(lab: Lab, metricName: string, dimensions: Record<string, string>): Promise<number[]> {
  const aws = connect(labPlace(lab).connection)
  const nowMs = Math.floor(Date.parse((lab.control('GET', '/_lab/clock').body as {now: string}).now) / 60_000) * 60_000
  const window = {startMs: nowMs - 10 * 60_000, endMs: nowMs + 5 * 60_000}
  const [series] = await readMetrics(aws, [{namespace: 'ddbstream', metricName, dimensions, statistic: 'Sum'}], window)
  disconnect(aws)
  return (series?.values ?? []).filter(value => value !== null)
}

test('the same doctor runs, and tells CloudWatch and the topic', async () => {
  const {lab, published} = listening({})
  expect(await handle(lab)).toEqual({verdict: 'degraded', pipelines: {critical: 0, degraded: 1, undecided: 0, 'at-risk': 0, healthy: 3}})
  expect(await metric(lab, 'Pipelines', {Verdict: 'degraded'})).toEqual([1])
  expect(await metric(lab, 'Pipelines', {Verdict: 'healthy'})).toEqual([3])
  expect((await metric(lab, 'OldestIteratorAge', {}))[0]).toBeGreaterThan(600)
  expect(published.map(form => form.get('Subject'))).toEqual(['ddbstream: degraded (4 pipelines)'])
  expect(published[0]?.get('Message')).toContain('A poison record blocks a shard')
})

test('a healthy fleet is counted, and nobody is told', async () => {
  const {lab, published} = listening({incident: 'healthy'})
  const {verdict} = await handle(lab, {
    DDBSTREAM_PATTERN: 'orders-*',
    DDBSTREAM_CONFIG: '{"version": 1, "checks": {"unbounded-retries": "low"}}',
  })
  expect(['healthy', 'at-risk']).toContain(verdict)
  expect(await metric(lab, 'Pipelines', {Verdict: 'critical'})).toEqual([0])
  expect(published).toEqual([])
})

test('a failed read or report fails the function, so that its own errors are seen', async () => {
  await expect(handle(listening({deny: ['lambda:ListEventSourceMappings']}).lab)).rejects.toThrow('ListEventSourceMappings')
  await expect(handle(listening({deny: ['cloudwatch:PutMetricData']}).lab)).rejects.toThrow('PutMetricData')
})

/** All that the template's role may do; of the namespace of metrics, which the lab's IAM is not told, nothing is asked. */
function templatePolicy(): string {
  const {Resources} = parse(readFileSync('deploy/template.yaml', 'utf8'))
  const statements: Record<string, unknown>[] = Resources.Role.Properties.Policies.flatMap(
    ({PolicyDocument}: {PolicyDocument: {Statement: Record<string, unknown>[]}}) => PolicyDocument.Statement,
  )
  const Statement = statements.map(({Condition: _, Resource, ...rest}) => ({
    ...rest,
    Resource:
      JSON.stringify(Resource) === '{"Ref":"Topic"}'
        ? environment.DDBSTREAM_TOPIC_ARN
        : typeof Resource === 'string'
          ? Resource
          : 'arn:aws:logs:::*',
  }))
  return JSON.stringify({Version: '2012-10-17', Statement})
}

test.each(sample(['access-denied', 'network-unreachable'], 1))('sees %s with the rights of the template alone', async incident => {
  const [own, all] = [listening({incident, policy: templatePolicy()}), listening({incident})]
  expect(await handle(own.lab)).toEqual(await handle(all.lab))
  expect(own.published.map(form => form.get('Message'))).toEqual(all.published.map(form => form.get('Message')))
})

test('the template allows the actions of the doctor of a fleet, names a handler that exists, and has an alarm for silence', () => {
  const {Resources} = parse(readFileSync('deploy/template.yaml', 'utf8'))
  const [look] = Resources.Role.Properties.Policies
  const [{Action}] = look.PolicyDocument.Statement
  expect(Action).toEqual([...new Set([...(commandActions.doctor ?? []), 'lambda:ListFunctions'])].sort())
  expect(Resources.Function.Properties.Handler).toBe('node_modules/ddbstream/dist/deploy/handler.handler')
  expect(Resources.Silent.Properties.TreatMissingData).toBe('breaching')
})
