import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {Report} from '../../src/model/report/report.ts'
import {bareEnvironment, bin, binary, binaryOrHere, ddbstream} from './run.ts'
import {expectPrinted, expectSchema} from './schemas.ts'

const folder = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'ddbstream-policing-')))
const doctor = (cwd: string, ...args: string[]) => ddbstream(['doctor', 'orders-projector', '--lab', 'mapping-disabled', ...args], {}, cwd)

test('a configuration is written once, found from a folder below, and its notifications are run', async () => {
  const top = folder()
  const below = join(top, 'a')
  mkdirSync(below)
  const first = await binaryOrHere(['init', '--json'], {}, top)
  expectPrinted('init', JSON.parse(first.out))
  const again = await ddbstream(['init'], {}, top)
  expect([again.code, again.err]).toEqual([7, expect.stringContaining('nothing was changed')])
  expect(readFileSync(join(top, 'ddbstream.config.yaml'), 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=file:\/\/\/.*\/schemas\/config\.schema\.json\n/,
  )
  const empty = await binaryOrHere(['config', 'check', '--json'], {}, below)
  expectSchema('config-check', JSON.parse(empty.out))
  expect([empty.code, JSON.parse(empty.out).file]).toEqual([0, '../ddbstream.config.yaml'])
  const shown = await ddbstream(['config', 'show', 'orders-projector', '--lab', 'healthy', '--json'], {}, below)
  expectSchema('config-show', JSON.parse(shown.out))
  const none = await ddbstream(['config', 'check'], {}, folder())
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('ddbstream init')])
  const script = `process.stdin.on('data', d => require('fs').appendFileSync('told.json', d)); console.log(process.env.DDBSTREAM_VERDICT)`
  const mutes = ['mapping-disabled', 'mapping-not-enabled', 'iterator-age'].map(check => ({
    function: 'orders-*',
    check,
    owner: 'o',
    reason: 'r',
    until: '2999-12-31',
  }))
  const config = {
    version: 1,
    checks: {'no-bisect': 'off', 'unbounded-retries': 'low', 'missing-failure-destination': 'low'},
    mutes,
    notify: [
      {on: ['degraded'], command: [process.execPath, '-e', script]},
      {on: ['healthy'], command: ['/nonexistent']},
    ],
  }
  writeFileSync(join(top, 'ddbstream.config.yaml'), JSON.stringify(config))
  const {code, out, err} = await binary(['doctor', 'orders-projector', '--lab', 'mapping-disabled', '--notify', '--json'], {}, below)
  const report = JSON.parse(out) as Report
  expect([code, report.verdict, err]).toEqual([0, 'degraded', 'degraded\n'])
  expect(report.pipelines[0]?.causes[0]?.muted?.owner).toBe('o')
  expect(report.pipelines[0]?.findings.find(f => f.check === 'no-bisect')?.status).toBe('off')
  expect((JSON.parse(readFileSync(join(below, 'told.json'), 'utf8')) as Report).verdict).toBe('degraded')
  writeFileSync(join(top, 'ddbstream.config.yaml'), 'version: 1\nchecks: {no-bisekt: off}\n')
  expect((await ddbstream(['config', 'check'], {}, below)).err).toContain(
    '../ddbstream.config.yaml:2: checks.no-bisekt: there is no such check',
  )
  const wrong = await doctor(below)
  expect(wrong).toMatchObject({code: 2, out: ''})
  expect(wrong.err).toContain('../ddbstream.config.yaml:2: checks.no-bisekt: there is no such check. Did you mean no-bisect?')
})

test('a baseline passes known problems, and is not made by accident', async () => {
  const cwd = folder()
  const missing = await doctor(cwd, '--baseline', 'b.json')
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('--update-baseline')])
  const made = await doctor(cwd, '--baseline', 'b.json', '--update-baseline', '--json')
  expect(made.code).toBe(0)
  expectSchema('report', JSON.parse(made.out))
  expectSchema('baseline', JSON.parse(readFileSync(join(cwd, 'b.json'), 'utf8')))
  expect((await doctor(cwd, '--baseline', 'b.json')).code).toBe(0)
  expect((await doctor(cwd)).code).toBe(1)
})

test('a disk that fills up while the report is written leaves the old one whole, and keeps back neither the diagnosis nor its notification', () => {
  const cwd = folder()
  const notify = [{on: ['degraded'], command: ['sh', '-c', 'cat >/dev/null; echo told >&2']}]
  writeFileSync(join(cwd, 'ddbstream.config.json'), JSON.stringify({version: 1, notify}))
  writeFileSync(join(cwd, 'report.json'), 'old')
  // A limit of file sizes ends a write half-way, as a full disk does.
  const command = `ulimit -f 8; exec "${process.execPath}" "${bin}" doctor orders-projector --lab mapping-disabled --notify --format json=report.json`
  const {status, stdout, stderr} = spawnSync('bash', ['--norc', '-c', command], {cwd, env: bareEnvironment, encoding: 'utf8'})
  expect([status, stderr]).toEqual([2, expect.stringContaining('Cannot write report.json')])
  expect([stdout, stderr]).toEqual([expect.stringContaining('DEGRADED'), expect.stringMatching(/^told$/m)])
  expect(readFileSync(join(cwd, 'report.json'), 'utf8')).toBe('old')
  expect(readdirSync(cwd).sort()).toEqual(['ddbstream.config.json', 'report.json'])
})
