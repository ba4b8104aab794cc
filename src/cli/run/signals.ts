import {exitCodes} from '../../model/user-error.ts'

type Cleanup = () => Promise<unknown>

const cleanups: Cleanup[] = []
const inProgress = new Set<Promise<unknown>>()

/** Runs before the process ends because of SIGINT or SIGTERM. */
export const onStop = (cleanup: Cleanup): void => {
  cleanups.push(cleanup)
}

/** Enters work into the registry of running work, until it has ended. */
export async function registered<T>(work: Promise<T>): Promise<T> {
  inProgress.add(work)
  try {
    return await work
  } finally {
    inProgress.delete(work)
  }
}

/** Aborted by the first SIGINT or SIGTERM. The process then ends after the work in progress has: it still writes its result. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  onStop(async () => {
    controller.abort(new Error('interrupted'))
    await Promise.allSettled(inProgress)
  })
  return controller.signal
}

/** Ends with 130 or 143 after the cleanups of `onStop`; a second signal does not wait for them. */
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
