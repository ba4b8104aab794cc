import {exitCodes} from '../../model/user-error.ts'

type Cleanup = () => Promise<unknown>

const cleanups: Cleanup[] = []

/** Runs before the process ends because of SIGINT or SIGTERM. */
export const onStop = (cleanup: Cleanup): void => {
  cleanups.push(cleanup)
}

/** Ends with 130 or 143 after what `onStop` asked for; a second signal does not wait for it. */
export function obeySignals(): void {
  let stopping = false
  const stop = (code: number): void => {
    if (stopping) process.exit(code)
    stopping = true
    void Promise.allSettled(cleanups.map(cleanup => cleanup())).then(() => process.exit(code))
  }
  process.on('SIGINT', () => stop(exitCodes.interrupted))
  process.on('SIGTERM', () => stop(exitCodes.terminated))
}
