import {spawn} from 'node:child_process'
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {PipelineLag} from '../../src/model/watch/iterator-age.ts'
import {bareEnvironment, bin, binaryOrHere, ddbstream} from './run.ts'
import {expectPrinted, expectSchema} from './schemas.ts'

const ages = (...args: string[]) => ddbstream(['iterator-age', ...args])
interface Printed {
  takenAt: string
  pipelines: PipelineLag[]
}

const lines = (text: string): Printed[] =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Printed)

test('one look at all pipelines is a table, the most dangerous first', async () => {
  const {code, out, err} = await binaryOrHere(['iterator-age', '--lab', 'poison-record', '--lab-options', 'functions=3'])
  expect(out).toMatch(/^State +Pipeline +Age +Median +Last 3 h\nstalled +orders-projector/)
  expect(out.match(/^ok /gm)).toHaveLength(3)
  expect(out).toMatch(/\n\n1 stalled · 3 current\n/)
  expect([code, err]).toEqual([0, ''])
})

test('a watch under --json is the same object in one line for each sample, and a draining stream drains', async () => {
  const {code, out} = await ages(
    'orders-projector',
    '--lab',
    'recovering',
    '--seed',
    '23',
    '--watch',
    '--interval',
    '2m',
    '--count',
    '4',
    '--json',
  )
  const rows = lines(out)
  for (const row of rows) expectPrinted('iterator-age', row)
  expect(out).not.toContain('"series"')
  const lags = rows.flatMap(({pipelines}) => pipelines.map(({lag}) => lag))
  expect(lags.map(({state}) => state)).toEqual(Array(4).fill('recovering'))
  expect(lags[0]?.ageSeconds).toBeGreaterThan(lags[3]?.ageSeconds ?? Number.NaN)
  expect(code).toBe(0)
})

test('a watch in a pipe is one line for each look; --until ends it; --notify gives the new state to the programs of the configuration', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-notify-'))
  const [config, told] = [join(folder, 'c.json'), join(folder, 'told')]
  const keep = (verdict: string) => ({on: [verdict], command: ['sh', '-c', `cat >> '${told}'; echo " $DDBSTREAM_VERDICT" >> '${told}'`]})
  writeFileSync(config, JSON.stringify({version: 1, notify: [keep('healthy'), keep('degraded')]}))
  const watch = ['--watch', '--interval', '4m', '--until', 'drained', '--notify', '--config', config]
  const {code, out} = await ages('--lab', 'write-burst', '--seed', '4', ...watch)
  const shown = out.trim().split('\n')
  expect(shown[0]).toMatch(/^\d\d:\d\d UTC {2}orders-projector:15 recovering · age \d+ min · shrinking/)
  expect(shown.at(-1)).toMatch(
    /orders-projector:15 ok · age \d+ s · ages up to (?:\S+ )?\S+ UTC, \d+ (?:s|min) ago · orders-projector:15: recovering → ok$/,
  )
  expect(out).not.toContain('\u001b')
  expect(code).toBe(0)
  await expect.poll(() => readFileSync(told, 'utf8')).toMatch(/ healthy\n$/)
  const [, row = '', verdict] = /^(\{.*\}) (\w+)\n$/.exec(readFileSync(told, 'utf8')) ?? []
  expect([verdict, JSON.parse(row)]).toEqual(['healthy', expect.objectContaining({function: 'orders-projector', before: 'recovering'})])
  expectSchema('iterator-age-notification', JSON.parse(row))
})

test('an --until that does not come true in time exits 1', async () => {
  expect((await ages('--lab', 'slow-handler', '--watch', '--until', 'ok', '--timeout', '2m')).code).toBe(1)
})

test('a denied read of a watch in a pipe is reported on stderr, once', async () => {
  const {code, out, err} = await ages(
    '--lab',
    'healthy',
    '--lab-options',
    'deny=cloudwatch:GetMetricData',
    '--watch',
    '--interval',
    '1m',
    '--count',
    '2',
  )
  expect(out).toMatch(/^(\S+ UTC {2}orders-projector\S* unknown · no age reported in this window\n){2}$/)
  expect(err.match(/GetMetricData is denied/g)).toHaveLength(1)
  expect(err.match(/This watch costs \$\d\.\d+ per hour\./g)).toHaveLength(1)
  expect(code).toBe(0)
})

test('a reader that has seen enough ends the watch', async () => {
  const child = spawn(process.execPath, [bin, 'iterator-age', '--lab', 'healthy', '--watch'], {
    env: bareEnvironment,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  child.stdout.once('data', () => child.stdout.destroy())
  expect(await new Promise(resolve => child.once('exit', resolve))).toBe(0)
})

test('no such function exits 4, under --watch too', async () => {
  const {code, out} = await ages('nope', '--lab', 'healthy', '--watch', '--json')
  expect(JSON.parse(out)).toMatchObject({error: {code: 'E_NO_FUNCTION'}})
  expect(code).toBe(4)
})

test('--config moves the threshold, and a configuration that cannot be read is refused', async () => {
  const config = join(mkdtempSync(join(tmpdir(), 'ddbstream-config-')), 'c.yaml')
  writeFileSync(config, 'version: 1\nthresholds: {iteratorAgeSeconds: 600}\n')
  const {out} = await ages('orders-projector', '--lab', 'healthy', '--json', '--config', config)
  expectPrinted('iterator-age', JSON.parse(out))
  expect((JSON.parse(out) as Printed).pipelines[0]?.lag.thresholdSeconds).toBe(600)
  expect((await ages('orders-projector', '--lab', 'healthy', '--config', `${config}.gone`)).code).toBe(2)
})
