import {count, duration, number} from '../../text/units.ts'

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

/** Names by the prefix of an IAM action. */
const services: Readonly<Record<string, string>> = {
  cloudformation: 'CloudFormation',
  cloudwatch: 'CloudWatch metrics',
  dynamodb: 'DynamoDB',
  lambda: 'Lambda',
  logs: 'CloudWatch Logs',
  pipes: 'EventBridge Pipes',
  tag: 'resource tags',
}

/** Tells on a terminal which service is read, from IAM actions of requests. A run that is over at once shows no line. */
export function readingTeller(screen: Screen, nowMs: () => number): {tell: (action: string) => void; end: () => void} {
  let shownMs = nowMs()
  let open = false
  return {
    tell(action) {
      const now = nowMs()
      if (!screen.isTTY || now - shownMs < screenEveryMs) return
      shownMs = now
      open = true
      const [prefix = '', operation = ''] = action.split(':')
      screen.write(`\r\u001b[2KReading ${services[prefix] ?? prefix.toUpperCase()}: ${operation} …`)
    },
    end() {
      if (open) screen.write('\r\u001b[2K')
      open = false
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
