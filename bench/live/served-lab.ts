import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {resolve} from 'node:path'
import {createInterface} from 'node:readline'

export interface ServedLab {
  endpoint: string
  stop(): Promise<void>
}

/** `ddbstream lab start`, as a process of its own. */
export async function serve(incident: string, seed: number): Promise<ServedLab> {
  const args = [resolve('bin/run.js'), 'lab', 'start', '--incident', incident, '--seed', String(seed), '--json']
  const lab = spawn(process.execPath, args, {stdio: ['pipe', 'pipe', 'inherit']})
  const ended = once(lab, 'exit').then(([code]) => Promise.reject(new Error(`The lab ended with ${code}.`)))
  const [line] = (await Promise.race([once(createInterface({input: lab.stdout}), 'line'), ended])) as [string]
  ended.catch(() => undefined)
  const {endpoint} = JSON.parse(line) as {endpoint: string}
  return {
    endpoint,
    async stop() {
      const gone = once(lab, 'exit')
      lab.kill('SIGTERM')
      await gone
    },
  }
}
