import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {ChangeReport} from '../../src/model/plan/change-report.ts'
import {binaryOrHere, ddbstream} from './run.ts'
import {expectSchema} from './schemas.ts'

const on = (incident: string, command: string, ...args: string[]) => ddbstream([command, 'orders-projector', '--lab', incident, ...args])

test('a limit that would discard the backlog is refused with the number', async () => {
  const {code, out, err} = await on('insufficient-throughput', 'configure', '--set', 'MaximumRecordAgeInSeconds=60', '--yes')
  expect(err).toMatch(/up to [\d,]+ records.*accept-loss/s)
  expect(out).toBe('')
  expect(code).toBe(7)
})

test('all is changed at once, and the JSON has its shape', async () => {
  const set = ['--set', 'BatchSize=50', '--memory', '2048', '--for', '30m']
  const {code, out} = await binaryOrHere(['configure', 'orders-projector', '--lab', 'healthy', ...set, '--yes', '--json'])
  const report = JSON.parse(out) as ChangeReport
  expectSchema('change', report)
  expect(report).toMatchObject({outcome: 'done', operation: {status: 'done', restoreAt: expect.any(String)}})
  expect(code).toBe(0)
})

test('nothing to change is said, and is no error', async () => {
  const {code, out} = await on('healthy', 'configure', '--set', 'BisectBatchOnFunctionError=true', '--yes')
  expect(out).toContain('Nothing to do')
  expect(code).toBe(0)
})

test('the missing alarms are created by the lines of the configuration, and shown as JSON', async () => {
  const config = join(mkdtempSync(join(tmpdir(), 'alarms-')), 'lines.yaml')
  writeFileSync(config, 'version: 1\nfunctions:\n  - match: "orders-*"\n    thresholds: {iteratorAgeSeconds: 600}\n')
  const sns = ['--sns', 'arn:aws:sns:us-east-1:123456789012:on-call']
  const {code, out} = await binaryOrHere(['alarms', 'orders-projector', '--lab', 'healthy', ...sns, '--config', config, '--yes', '--json'])
  const report = JSON.parse(out) as ChangeReport
  expectSchema('change', report)
  expect(report.plan.alarms?.map(({watch}) => watch)).toContain('iterator-age')
  expect(report.plan.steps.map(({after}) => after.Alarm)).toContainEqual(
    expect.objectContaining({MetricName: 'IteratorAge', Threshold: 600_000}),
  )
  expect(report.outcome).toBe('done')
  expect(code).toBe(0)
})

test.each([
  [['configure'], /Missing flag: one of --check, .*--set/],
  [['configure', '--set', 'BatchSise=1'], /Did you mean `BatchSize`/],
  [['configure', '--check', 'no-such-check'], /there is no check/],
  [['configure', '--memory', '64'], /from 128/],
  [['remap'], /Missing flag: one of --publish, --stream, --version/],
  [['remap', '--version', '3', '--guard', '30s'], /from 1m/],
  [['alarms', '--sns', 'on-call'], /not the ARN/],
  [['configure', '--memory', '512', '--print', 'sam', '--json'], /--json and --print cannot be combined/],
])('%j is wrong usage', async ([command = '', ...args], message) => {
  const {code, err, out} = await on('healthy', command, ...args)
  expect(err + out).toMatch(message)
  expect(code).toBe(2)
})

test('a version that does not exist is refused', async () => {
  const {code, err} = await binaryOrHere(['remap', 'orders-projector', '--lab', 'healthy', '--version', '999', '--yes'])
  expect(err).toContain('no published version 999')
  expect(code).toBe(7)
})
