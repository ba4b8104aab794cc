import {type ErrorCode, errorCodes} from './error-codes.ts'

/** What a process ends with; scripts rely on these numbers. */
export const exitCodes = {
  ok: 0,
  unhealthy: 1,
  usage: 2,
  undecided: 3,
  unreachable: 4,
  rolledBack: 5,
  halfDone: 6,
  refused: 7,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

type ExitName = keyof typeof exitCodes

/** The errors that end the process in this way. */
export type CodeWith<E extends ExitName> = {[C in ErrorCode]: (typeof errorCodes)[C]['exit'] extends E ? C : never}[ErrorCode]

/** What the process ends with after this error, by the table. */
export const exitCodeFor = (code: ErrorCode): ExitCode => exitCodes[errorCodes[code].exit]

/** How what could not be read begins when the credentials had expired: somebody has to sign in again. */
export const expiredWords = 'the credentials have expired'

/**
 * An error that the user can act on: what happened and why (`message`), and what to do next (`hints`).
 * Anything else that is thrown is our own bug.
 */
export class UserError extends Error {
  readonly code: ErrorCode
  readonly hints: string[]

  constructor(code: ErrorCode, message: string, hints: string[] = []) {
    super(message)
    this.name = 'UserError'
    this.code = code
    this.hints = hints
  }

  get exitCode(): ExitCode {
    return exitCodeFor(this.code)
  }
}
