import {execFile} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Evidence} from '../../src/model/evidence/evidence.ts'
import type {Report} from '../../src/model/report/report.ts'
import type {Command} from './commands.ts'
import type {LiveIncident} from './incident.ts'
import {cleanText, type Keeping} from './record/scrub.ts'
import type {Ran} from './run.ts'
import type {Sandbox, Survey} from './sandbox.ts'

const preload = fileURLToPath(new URL('record/preload.js', import.meta.url))

/** Runs commands as a user would, and records the answers of AWS: a folder for each incident, a file for each command. */
export const commandRunner =
  (sandbox: Sandbox, folder: string) =>
  async (incident: LiveIncident, command: Command, {accountId}: Survey): Promise<Ran> => {
    const own = join(folder, incident.id)
    mkdirSync(own, {recursive: true})
    const file = command.name.replaceAll(/\W+/g, '-')
    const keeping: Keeping = {prefix: sandbox.prefix, accountId}
    const {flags, environment} = sandbox.reach()
    const saved = join(own, 'evidence.json')
    const args = [...command.args(sandbox.functionName, saved), ...(command.name === 'history' ? [] : flags)]
    const {code, out} = await execute(args, {
      ...environment,
      NODE_OPTIONS: `--import ${preload}`,
      DDBSTREAM_RECORDING: join(own, `${file}.jsonl`),
      DDBSTREAM_KEEPING: JSON.stringify(keeping),
      // A journal of its own.
      XDG_STATE_HOME: join(folder, 'journal'),
    })
    if (command.name !== 'doctor') return {code, report: null, evidence: null}
    const text = cleanText(out, keeping)
    writeFileSync(join(own, 'report.json'), text)
    if (existsSync(saved)) writeFileSync(saved, cleanText(readFileSync(saved, 'utf8'), keeping))
    return {code, report: parsed<Report>(text), evidence: existsSync(saved) ? parsed<Evidence>(readFileSync(saved, 'utf8')) : null}
  }

function parsed<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

function execute(args: readonly string[], environment: Record<string, string>): Promise<{code: number; out: string}> {
  return new Promise(done => {
    const options = {env: {...process.env, ...environment}, maxBuffer: 64e6}
    const child = execFile(process.execPath, [resolve('bin/run.js'), ...args], options, (_, out) => done({code: child.exitCode ?? -1, out}))
  })
}
