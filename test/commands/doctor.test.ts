import {mkdtempSync, readdirSync, readFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {Report} from '../../src/model/report/report.ts'
import {sample} from '../support/sample.ts'
import {binary, ddbstream, spyOnLoading} from './run.ts'
import {expectPrinted, expectSchema} from './schemas.ts'

const doctor = (...args: string[]) => ddbstream(['doctor', ...args])
const onLab = (incident: string, ...args: string[]) => doctor('orders-projector', '--lab', incident, ...args)
const parsed = (text: string): Report => JSON.parse(text) as Report

test.each<[string, string | null, string | null, string, number]>([
  ['poison-record', 'poison-record', 'stalled', 'degraded', 1],
  ['throttled-concurrency', 'throttled-concurrency', null, 'degraded', 1],
  ['mapping-disabled', 'mapping-disabled', 'stopped', 'degraded', 1],
  ['healthy', null, 'ok', 'healthy', 0],
])('the lab’s %s is diagnosed', async (incident, cause, state, verdict, exitCode) => {
  const {code, out, err} = await onLab(incident, '--json')
  expect(err).toBe('')
  const report = parsed(out)
  expectPrinted('report', report)
  expect(report.verdict).toBe(verdict)
  expect(report.pipelines[0]?.causes[0]?.id ?? null).toBe(cause)
  if (state) expect(report.pipelines[0]?.lag.state).toBe(state)
  expect(code).toBe(exitCode)
})

const compared: [incident: string, exitCode: number][] = [
  ['healthy', 0],
  ['mapping-disabled', 1],
]

test.each(sample(compared, 1))(
  'the binary finds the same in the lab’s %s as its command line in this process',
  async (incident, exitCode) => {
    const args = ['doctor', 'orders-projector', '--lab', incident, '--json']
    const found = ({pipelines}: Report) => pipelines.map(({verdict, lag, causes}) => [verdict, lag.state, causes.map(({id}) => id)])
    const [own, here] = [await binary(args), await ddbstream(args)]
    expect([own.code, own.err, found(parsed(own.out))]).toEqual([here.code, here.err, found(parsed(here.out))])
    expect(own.code).toBe(exitCode)
  },
)

test('evidence saved today gives the same report tomorrow, and every file is whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-doctor-'))
  const file = join(folder, 'evidence.json')
  const first = await onLab('poison-record', '--save', file, '--format', `human=${join(folder, 'report.txt')}`, '--json')
  expectSchema('evidence', JSON.parse(readFileSync(file, 'utf8')))
  expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toMatch(/DEGRADED {2}.*\n/)
  expect(readdirSync(folder).sort()).toEqual(['evidence.json', 'report.txt'])
  const second = await binary(['doctor', '--from', file, '--json'], spyOnLoading)
  expect(second.err).toContain('LOADED zod')
  expect(second.err).not.toContain('LOADED @')
  const comparable = ({usage: _, takenAt: __, ...rest}: Report) => rest
  expect(comparable(parsed(second.out))).toEqual(comparable(parsed(first.out)))
  expect(second.code).toBe(first.code)
})

test('--only and --skip choose the checks, --fail-on the exit code; cause and verdict stay', async () => {
  const {code, out} = await onLab(
    'poison-record',
    '--only',
    'iterator-age,no-bisect',
    '--skip',
    'no-bisect',
    '--fail-on',
    'never',
    '--json',
  )
  const {verdict, pipelines} = parsed(out)
  expect(pipelines[0]?.findings.filter(finding => finding.status !== 'skipped').map(finding => finding.check)).toEqual(['iterator-age'])
  expect(pipelines[0]?.causes[0]?.id).toBe('poison-record')
  expect(verdict).toBe('degraded')
  expect(code).toBe(0)
})

test('the lab beats AWS_ENDPOINT_URL, and a flag that it overrules is told on stderr', async () => {
  const {code, err} = await ddbstream(['doctor', 'orders-projector', '--lab', 'healthy', '--region', 'eu-central-1'], {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  })
  expect(err).toBe('Warning: --region is ignored: the lab has its own.\n')
  expect(code).toBe(0)
})

test('no such function exits 4', async () => {
  const {code, out, err} = await doctor('no-such-function', '--lab', 'healthy')
  expect(err).toContain('no-such-function')
  expect(out).toBe('')
  expect(code).toBe(4)
})

test('no such incident exits 2 and lists them', async () => {
  const {code, err} = await onLab('poison-recrod')
  expect(err).toContain('Did you mean `poison-record`?')
  expect(err).toContain('mapping-disabled')
  expect(code).toBe(2)
})
