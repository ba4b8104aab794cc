import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {openLab} from '../../packages/lab/src/entrance.ts'
import {errorsText} from '../../src/reports/views/errors.ts'
import {functionErrors} from '../../src/use-cases/views/errors.ts'
import {type Format, formats} from '../evidence/logs/formats.ts'
import {report, requestId} from '../lab/services/logs/lines.ts'
import {look} from '../support/examine.ts'
import {insights} from '../support/insights.ts'
import {labConnection} from '../support/lab-connection.ts'
import {functionOnTheWire, queriesOf, testConnection} from '../support/stub-account.ts'
import {stubAws} from '../support/stub-aws.ts'

const minute = Math.floor(Date.now() / 60_000) * 60 - 300

/** `errors` over a log that holds these events, and a metric that counts so many errors five minutes ago. */
async function errorsOf(events: string[], errors: number) {
  const lines = events.map((message, i) => ({secondsAgo: 60 - i * 0.01, message}))
  const asked: string[] = []
  const stub = stubAws({
    'lambda:GetFunction': functionOnTheWire({}),
    'lambda:ListEventSourceMappings': {EventSourceMappings: []},
    'cloudwatch:ListMetrics': {Metrics: []},
    'cloudwatch:GetMetricData': input => ({
      MetricDataResults: queriesOf(input).map(({Id, MetricStat}) => {
        const value = {Invocations: 700, Errors: errors}[MetricStat.Metric.MetricName]
        return {Id, StatusCode: 'Complete', Timestamps: value === undefined ? [] : [minute], Values: value === undefined ? [] : [value]}
      }),
    }),
    'logs:StartQuery': ({queryString}) => ({queryId: String(asked.push(String(queryString)))}),
    'logs:GetQueryResults': ({queryId}) => ({
      status: 'Complete',
      results: insights(asked[Number(queryId) - 1] ?? '', lines).map(row => Object.entries(row).map(([field, value]) => ({field, value}))),
      statistics: {bytesScanned: 1000, recordsScanned: lines.length},
    }),
  })
  const connection = {...testConnection, requestHandler: stub.requestHandler as never, sleep: async () => {}}
  const found = await functionErrors(connection, {functionText: 'orders-projector', sinceSeconds: 900, mostBytes: 1e9})
  return {
    found,
    queries: asked.length,
    text: errorsText(found, {columns: 100, colour: false, unicode: true, verbose: false}).replace(/\s+/g, ' '),
  }
}

/** The largest families; each format by itself is tested with the parser. */
const some = [
  'Python, unhandled',
  '.NET, unhandled',
  'Java, unhandled',
  'a program for another processor',
  'winston',
  'items that failed, at the level INFO',
]

test.each(formats.filter(({name}) => some.includes(name)).map(format => [format.name, format] as [string, Format]))(
  '`errors` names %s',
  async (_, {events, errors = 1, kind}) => {
    const {found, text, queries} = await errorsOf(events, errors)
    expect(found.classes[0]).toMatchObject({kind: kind?.[0], type: kind?.[1]})
    expect(text).toContain(kind?.[1])
    expect([queries, found.unrecognised]).toEqual([1, null])
  },
)

describe('a log of an unknown format under failing invocations', () => {
  const log = (says: string[], tail?: string) => [
    `START RequestId: ${requestId(1)} Version: 7\n`,
    ...says,
    `END RequestId: ${requestId(1)}\n`,
    report(1, 12, tail === undefined ? {} : {tail}),
  ]

  test('is told, with the lines before the reports', async () => {
    const {text, queries, found} = await errorsOf(log(['order 123456 went astray']), 608)
    expect(text).toContain('No log line in a known error format explains most of the 608 errors')
    expect(text).toContain('order … went astray')
    expect(text).not.toMatch(/123456|no line about a failure/)
    expect([queries, found.unrecognised?.length]).toEqual([2, 1])
  })

  test('that holds nothing of them is told as that', async () => {
    expect((await errorsOf(log([]), 608)).text).toContain('The newest failing invocations logged no line.')
  })

  test('is no matter where nothing fails', async () => {
    const {text, queries} = await errorsOf(log(['order 123456 went astray']), 0)
    expect(text).toContain('The log holds no line about a failure.')
    expect(queries).toBe(1)
  })
})

describe('printed log commands', () => {
  const sources = (folder: string) =>
    readdirSync(folder, {recursive: true, encoding: 'utf8'})
      .filter(file => file.endsWith('.ts'))
      .map(file => readFileSync(`${folder}/${file}`, 'utf8'))

  test('have no filter pattern: none finds the errors of all runtimes', () => {
    const printed = ['model', 'derived', 'checks', 'causes', 'advice', 'signs', 'diagnosis', 'reports', 'changes'].flatMap(folder =>
      sources(`src/${folder}`),
    )
    expect(printed.filter(text => /--filter-pattern/.test(text))).toEqual([])
  })

  test.each([
    ['failing-function', 3],
    ['unheard-failures', 1],
  ])('find the lines that they promise: %s %i', async (incident, seed) => {
    const {report: found} = await look(openLab({incident, seed}), {deep: true})
    for (const command of new Set(JSON.stringify(found).match(/ddbstream errors [^"\\]+/g) ?? [])) {
      const [, name = '', since = ''] = /^ddbstream errors (\S+) --region us-east-1 --since (\w+)$/.exec(command) ?? []
      const seconds = {'15m': 900, '1h': 3600}[since] ?? 0
      const {classes} = await functionErrors(labConnection({incident, seed}), {
        functionText: name,
        sinceSeconds: seconds,
        mostBytes: 1e10,
      })
      expect(classes.length, command).toBeGreaterThan(0)
    }
  })
})
