import {count, duration, number} from '../model/units.ts'

interface Screen {
  isTTY?: boolean | undefined
  write: (text: string) => unknown
}

/** On a terminal a line that is written over; in a log a line every half minute. */
const logEveryMs = 30_000
const screenEveryMs = 200

/** Tells how far a run is, how fast, and how long it still takes. `nowMs` is a clock that never goes back. */
export function progressTeller(
  screen: Screen,
  nowMs: () => number,
): {tell: (progress: {done: number; total: number}) => void; end: () => void} {
  const startMs = nowMs()
  let toldMs = startMs
  let open = false
  return {
    tell({done, total}) {
      const now = nowMs()
      if (now - toldMs < (screen.isTTY ? screenEveryMs : logEveryMs)) return
      toldMs = now
      const text = progressText(done, total, (now - startMs) / 1000)
      open = screen.isTTY === true
      screen.write(screen.isTTY ? `\r\u001b[2K${text}` : `${text}\n`)
    },
    end() {
      if (open) screen.write('\r\u001b[2K')
    },
  }
}

/** "120 of 300 pipelines, 9.8 per second, 18 s left". */
export function progressText(done: number, total: number, seconds: number): string {
  const whole = `${number(done)} of ${count(total, 'pipeline')}`
  if (done === 0 || seconds <= 0) return whole
  const perSecond = done / seconds
  return `${whole}, ${number(perSecond)} per second, ${duration((total - done) / perSecond)} left`
}
