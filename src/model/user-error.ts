import {type ErrorCode, errorCodes} from './error-codes.ts'

/** The exit codes of a process; scripts rely on these numbers. */
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

/** The exit code of the process after this error, by the table. */
export const exitCodeFor = (code: ErrorCode): ExitCode => exitCodes[errorCodes[code].exit]

/** The first words of a gap after the credentials had expired: somebody has to sign in again. */
export const expiredWords = 'the credentials have expired'

/**
 * An error that the user can act on: the event and its reason (`message`), and the next steps (`hints`).
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
