import {spawn} from 'node:child_process'
import type {Config, Notification} from '../../config/schema.ts'
import type {Verdict} from '../../model/report/report.ts'
import {complain} from '../terminal/stdio.ts'

/** A notification that takes longer is ended. */
const patienceMs = 30_000

/**
 * Runs the notifications of the configuration that are for this verdict, side by side. One that fails is told on stderr and changes nothing.
 * @param shows whether a program's output goes to stderr; on a full screen it has no place
 */
export async function notify({notify: all = []}: Pick<Config, 'notify'>, verdict: Verdict, json: string, shows = true): Promise<void> {
  const wanted = all.filter(({on}) => on.includes(verdict))
  const failures = await Promise.all(wanted.map(one => run(one, verdict, json, shows)))
  for (const failure of failures) if (failure !== null) complain(`Warning: ${failure}`)
}

/** The program gets the JSON on its standard input; no shell is between. */
function run({command: [program = '', ...words]}: Notification, verdict: Verdict, json: string, shows: boolean): Promise<string | null> {
  return new Promise(resolve => {
    const output = shows ? 2 : 'ignore'
    const environment = {...process.env, DDBSTREAM_VERDICT: verdict}
    const child = spawn(program, words, {stdio: ['pipe', output, output], env: environment, timeout: patienceMs})
    child.on('error', error => resolve(`the notification ${program} could not be started: ${error.message}.`))
    child.on('exit', (code, signal) => resolve(code === 0 ? null : `the notification ${program} ended with ${signal ?? code}.`))
    // One that reads nothing has a closed pipe.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(json)
  })
}
