import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import type {Report} from '../../src/model/report.ts'
import {bareEnvironment, bin} from '../commands/run.ts'

interface Step {
  name: string
  env?: Record<string, string>
  run: string
}

test('the step of the action that looks: annotations, a summary, a report, and the exit code of the verdict', () => {
  const steps = parse(readFileSync('action.yml', 'utf8')).runs.steps as Step[]
  const look = steps.find(({name}) => name === 'Look')!
  // What the user gave reaches the shell by the environment alone.
  expect(Object.keys(look.env ?? {})).toEqual(['DDBSTREAM_ARGS', 'DDBSTREAM_REPORT'])
  expect(look.run).not.toContain('inputs.')
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-action-'))
  mkdirSync(join(folder, 'ddbstream', 'bin'), {recursive: true})
  symlinkSync(bin, join(folder, 'ddbstream', 'bin', 'ddbstream'))
  const summary = join(folder, 'summary.md')
  const script = join(folder, 'step.sh')
  writeFileSync(script, look.run)
  writeFileSync(summary, '')
  const environment = {
    ...bareEnvironment,
    RUNNER_TEMP: folder,
    GITHUB_STEP_SUMMARY: summary,
    DDBSTREAM_ARGS: 'orders-projector\n--lab poison-record\n',
    DDBSTREAM_REPORT: join(folder, 'report.json'),
  }
  const {status, stdout, stderr} = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    env: environment,
    cwd: folder,
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout).toMatch(/^::error title=orders-projector/m)
  expect(readFileSync(summary, 'utf8')).toContain('## ddbstream: critical')
  expect((JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report).verdict).toBe('critical')
})
