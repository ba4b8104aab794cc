import {expect, test} from 'vitest'
import type {ChangeReport} from '../../src/model/plan/change-report.ts'
import {ddbstream} from './run.ts'
import {expectSchema} from './schemas.ts'

const on = (incident: string, ...args: string[]) =>
  ddbstream(['remap', 'orders-projector', '--lab', incident, '--stream', 'latest', ...args])

test.concurrent('the plan shows the new mapping with its settings, and the waiting records; nothing is changed', async () => {
  const {code, out} = await on('stale-stream', '--dry-run')
  expect(out).toMatch(/Mapping {2}none → orders-projector.*BatchSize \d+/s)
  expect(out).toContain('lambda:CreateEventSourceMapping')
  expect(out).toMatch(/About\s+[\d,]+\s+records\s+that wait there/)
  expect(out).toContain('Nothing was changed.')
  expect(code).toBe(0)
})

test('a batch of the latest stream is seen, and the JSON has its shape', async () => {
  const {code, out} = await on('stale-stream', '--yes', '--json')
  const report = JSON.parse(out) as ChangeReport
  expectSchema('change', report)
  expect(report).toMatchObject({outcome: 'done', flow: 'seen', operation: {status: 'done', steps: [{status: 'done'}]}})
  expect(report.operation?.steps[0]?.after.Mapping).toMatchObject({UUID: expect.any(String), Enabled: true})
  expect(code).toBe(0)
})

test('the end names the command that deletes the old mapping', async () => {
  const {out} = await on('stale-stream', '--yes')
  expect(out).toMatch(/Then: delete the old mapping.*--stream latest.*Undo: ddbstream undo/s)
})

test.concurrent('without --yes nobody is asked, and nothing is changed', async () => {
  const {code, err} = await on('stale-stream')
  expect(err).toContain('Cannot prompt for confirmation (no terminal). Nothing was changed.')
  expect(code).toBe(7)
})

test.concurrent("a mapping on the table's stream needs nothing", async () => {
  const {code, out} = await on('healthy', '--yes')
  expect(out).toContain('Nothing to do')
  expect(code).toBe(0)
})

test.concurrent.each([['--version', '3'], ['--publish'], ['--guard', '5m'], ['--alias', 'live']])(
  '%s with --stream is wrong usage',
  async (...flags) => {
    const {code, err} = await on('healthy', ...flags)
    expect(err).toMatch(/cannot also be provided|--stream/)
    expect(code).toBe(2)
  },
)
