import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import type {Report} from '../../src/model/report/report.ts'
import {bareEnvironment, bin} from '../commands/run.ts'

interface Step {
  name: string
  env?: Record<string, string>
  run: string
}

const steps = parse(readFileSync('action.yml', 'utf8')).runs.steps as Step[]
const lookStep = steps.find(({name}) => name === 'Look')!

/** A runner's temporary folder, with the files that `Install` leaves there. */
function runnerFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-action-'))
  mkdirSync(join(folder, 'ddbstream', 'bin'), {recursive: true})
  return folder
}

/** Runs the step that looks as GitHub does. */
function runLook(folder: string, args: string) {
  const script = join(folder, 'step.sh')
  const summary = join(folder, 'summary.md')
  writeFileSync(script, lookStep.run)
  writeFileSync(summary, '')
  const environment = {
    ...bareEnvironment,
    RUNNER_TEMP: folder,
    GITHUB_STEP_SUMMARY: summary,
    DDBSTREAM_ARGS: args,
    DDBSTREAM_REPORT: join(folder, 'report.json'),
  }
  const shell = ['--noprofile', '--norc', '-eo', 'pipefail', script]
  return {...spawnSync('bash', shell, {env: environment, cwd: folder, encoding: 'utf8'}), summary}
}

test('the step of the action that looks: annotations, a summary, a report, and the exit code of the verdict', () => {
  // The user's values reach the shell by the environment alone.
  expect(Object.keys(lookStep.env ?? {})).toEqual(['DDBSTREAM_ARGS', 'DDBSTREAM_REPORT'])
  expect(lookStep.run).not.toContain('inputs.')
  const folder = runnerFolder()
  symlinkSync(bin, join(folder, 'ddbstream', 'bin', 'ddbstream'))
  const {status, stdout, stderr, summary} = runLook(folder, 'orders-projector\n--lab poison-record\n')
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout).toMatch(/^::error title=orders-projector/m)
  expect(readFileSync(summary, 'utf8')).toContain('## ddbstream: degraded')
  expect((JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report).verdict).toBe('degraded')
})

test('the arguments of the action: quoted words stay whole, and nothing is expanded or run', () => {
  const folder = runnerFolder()
  // In place of ddbstream: shows its arguments, one in a line.
  writeFileSync(join(folder, 'ddbstream', 'bin', 'ddbstream'), '#!/bin/sh\nprintf "<%s>\\n" "$@"\n', {mode: 0o755})
  const words = (args: string) => runLook(folder, args).stdout.split('\n').slice(1, -5)
  expect(words(`"orders-*" --tag 'team=order flow'\n--config my\\ file.yaml`)).toEqual([
    '<orders-*>',
    '<--tag>',
    '<team=order flow>',
    '<--config>',
    '<my file.yaml>',
  ])
  expect(words('$(touch run) `touch run` ; touch run > run * ~ $HOME')).toEqual(
    ['$(touch', 'run)', '`touch', 'run`', ';', 'touch', 'run', '>', 'run', '*', '~', '$HOME'].map(word => `<${word}>`),
  )
  expect(existsSync(join(folder, 'run'))).toBe(false)
  expect(words('')).toEqual([])
  const open = runLook(folder, '--tag "team=order flow')
  expect(open.status).not.toBe(0)
  expect(open.stdout).toBe('')
  expect(open.stderr).toMatch(/quote/)
})
