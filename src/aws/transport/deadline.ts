import {setMaxListeners} from 'node:events'

/** Thrown into open requests when the time of the run is over. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
}

/** The time that a run may take. It starts with the first request. */
export interface Deadline {
  readonly signal: AbortSignal
  /** The answer of `run`, or a DeadlineError as soon as the time is over, even when `run` ignores the signal. */
  race: <T>(run: (signal: AbortSignal) => Promise<T>) => Promise<T>
  /** Ends the run now: stops the timer and aborts open requests. */
  end: () => void
}

export function deadline(ms: number): Deadline {
  const controller = new AbortController()
  const {signal} = controller
  // Every request of the run listens; Node would take more than ten for a leak.
  setMaxListeners(0, signal)
  let timer: NodeJS.Timeout | undefined

  return {
    signal,
    race(run) {
      timer ??= setTimeout(() => controller.abort(new DeadlineError()), ms)
      return new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const giveUp = () => reject(signal.reason)
        signal.addEventListener('abort', giveUp, {once: true})
        run(signal)
          .then(resolve, reject)
          .finally(() => signal.removeEventListener('abort', giveUp))
      })
    },
    end() {
      clearTimeout(timer)
      controller.abort(new DeadlineError())
    },
  }
}
