import {spawn} from 'node:child_process'
import type {Config, Notification} from '../../config/schema.ts'
import type {Report} from '../../model/report/report.ts'
import {json} from '../../reports/formats/json.ts'
import {complain} from '../terminal/stdio.ts'

/** A notification that takes longer is ended. */
const patienceMs = 30_000

/** Runs the notifications that are for this verdict, side by side. One that fails is told on stderr and changes nothing. */
export async function notify({notify: all = []}: Config, report: Report): Promise<void> {
  const wanted = all.filter(({on}) => on.includes(report.verdict))
  const failures = await Promise.all(wanted.map(one => run(one, report)))
  for (const failure of failures) if (failure !== null) complain(`Warning: ${failure}`)
}

/** The program gets the report as JSON on its standard input; no shell is between. What it prints goes to stderr. */
function run({command: [program = '', ...words]}: Notification, report: Report): Promise<string | null> {
  return new Promise(resolve => {
    const environment = {...process.env, DDBSTREAM_VERDICT: report.verdict}
    const child = spawn(program, words, {stdio: ['pipe', 2, 2], env: environment, timeout: patienceMs})
    child.on('error', error => resolve(`the notification ${program} could not be started: ${error.message}.`))
    child.on('exit', (code, signal) => resolve(code === 0 ? null : `the notification ${program} ended with ${signal ?? code}.`))
    // One that reads nothing has a closed pipe.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(json(report))
  })
}
