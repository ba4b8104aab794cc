import {spawn} from 'node:child_process'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {serveLab} from '../../packages/lab/src/entrance.ts'
import {functionName} from '../../packages/lab/src/incidents/index.ts'
import type {ChangeReport, HistoryReport, UndoReport} from '../../src/model/plan/change-report.ts'
import {bareEnvironment, bin, binary, binaryOrHere, ddbstream, shortPauses, someCredentials} from './run.ts'
import {expectPrinted} from './schemas.ts'

const closing: (() => Promise<void>)[] = []
afterAll(() => Promise.all(closing.map(close => close())))

/** A lab on a port, ten virtual minutes a second, and an environment with a journal of its own. */
async function world() {
  const {info, close} = await serveLab({incident: 'healthy', seed: 1, port: 0, speed: 600, latencyMs: 10})
  closing.push(close)
  return {
    ...someCredentials,
    ...shortPauses,
    AWS_ENDPOINT_URL: info.endpoint,
    XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'ddbstream-state-')),
  }
}

/** Runs a restart and sends a signal when it tells that it calls AWS to disable the mapping. */
async function signalled(environment: Record<string, string>, signal: NodeJS.Signals) {
  const child = spawn(process.execPath, [bin, 'restart', functionName, '--yes'], {env: {...bareEnvironment, ...environment}})
  let err = ''
  let out = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    if (!err.includes(' …') && String(chunk).includes(' …')) child.kill(signal)
    err += chunk
  })
  const code = await new Promise<number | null>(resolve => child.once('exit', resolve))
  return {code, out, err}
}

test.concurrent('killed half-way: every command warns, undo puts it back, and the journal tells', async () => {
  const environment = await world()
  expect((await signalled(environment, 'SIGKILL')).code).toBeNull()
  const warned = await ddbstream(['lab', 'list'], environment)
  expect(warned.err).toMatch(/^Warning: the restart of orders-projector.* is half done\. Undo it: ddbstream undo \S+-restart-\w{4}\n$/)
  const blind = await ddbstream(['undo', '--yes'], environment)
  expect([blind.code, blind.err]).toEqual([
    2,
    expect.stringMatching(/--yes needs the ID of the operation.*\n.*ddbstream undo \S+-restart-\w{4} --yes/),
  ])
  const [, id = ''] = /undo (\S+-restart-\w{4})/.exec(warned.err) ?? []
  const undone = await binary(['undo', id, '--yes', '--json'], environment)
  expect(undone.code).toBe(0)
  const report = JSON.parse(undone.out) as UndoReport
  expectPrinted('undo', report)
  // Whether the call arrived before the process died is a matter of milliseconds.
  expect(['undone', 'nothing-to-do']).toContain(report.outcome)
  expect(report.operation?.status).toBe('undone')
  const {out, err} = await binaryOrHere(['history', '--json'], environment)
  expect(err).toBe('')
  expectPrinted('history', JSON.parse(out))
  expect((JSON.parse(out) as HistoryReport).operations).toMatchObject([{command: 'restart', status: 'undone'}])
})

test.concurrent('Ctrl-C undoes the steps, reports it, and exits 130', async () => {
  const {code, out, err} = await signalled(await world(), 'SIGINT')
  expect(err).toContain('Interrupted. "Disable the mapping" ends first')
  expect(out).toContain('Interrupted: the change was undone')
  expect(code).toBe(130)
})

test.concurrent('nobody to ask and no --yes: refused, the plan is shown, nothing is called', async () => {
  const environment = {XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'ddbstream-state-'))}
  const {code, out, err} = await ddbstream(['restart', functionName, '--lab', 'healthy'], environment)
  expect(err).toMatch(/account 123456789012[\s\S]*Disable the mapping[\s\S]*Add --yes/)
  expect(out).toBe('')
  expect(code).toBe(7)
})

test.concurrent('--dry-run prints the plan, and with --yes it is carried out in the lab', async () => {
  const [planned, done] = await Promise.all([
    ddbstream(['restart', functionName, '--lab', 'healthy', '--dry-run', '--json']),
    binaryOrHere(['restart', functionName, '--lab', 'healthy', '--yes', '--json']),
  ])
  const [plan, report] = [planned, done].map(({out}) => JSON.parse(out) as ChangeReport)
  for (const one of [plan, report]) expectPrinted('change', one)
  expect(plan).toMatchObject({outcome: 'planned', operation: null})
  expect(report).toMatchObject({outcome: 'done', flow: 'seen', operation: {status: 'done', steps: [{status: 'done'}, {status: 'done'}]}})
  expect([planned.code, done.code]).toEqual([0, 0])
})
