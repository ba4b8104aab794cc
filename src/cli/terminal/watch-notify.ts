import {spawn} from 'node:child_process'
import type {WatchEvent} from '../../model/watch/watch.ts'

/** What the command learns, in its environment: nothing of AWS's becomes a part of the shell's text. */
export function notification({at, transition}: WatchEvent): Record<string, string> {
  if (transition === null) return {}
  return {
    DDBSTREAM_AT: at,
    DDBSTREAM_FUNCTION: transition.function,
    DDBSTREAM_TABLE: transition.table ?? '',
    DDBSTREAM_FROM: transition.from,
    DDBSTREAM_TO: transition.to,
  }
}

/** Runs the user's command through the shell for each transition, without waiting for it. `failed` hears that it could not run or failed. */
export function notify(command: string, news: readonly WatchEvent[], failed: (why: string) => void): void {
  for (const event of news) {
    if (event.transition === null) continue
    const child = spawn(command, {shell: true, stdio: 'ignore', env: {...process.env, ...notification(event)}})
    child.on('error', error => failed(error.message))
    child.on('exit', code => {
      if (code) failed(`it exited with ${code}`)
    })
    child.unref()
  }
}
