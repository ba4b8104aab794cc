/** The result, and nothing but the result, goes to stdout. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** The same for a result that comes in pieces. */
export function printPieces(pieces: Iterable<string>): void {
  for (const piece of pieces) process.stdout.write(piece)
  process.stdout.write('\n')
}

/** Progress, warnings and errors go to stderr. */
export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/**
 * A reader that has seen enough (`| head`) ends nothing and breaks nothing: what it does not read is dropped. A result that
 * stdout cannot take is lost, and `lost` says so; words that stderr cannot take are lost without a word.
 */
export function watchStreams(lost: (error: Error) => void): void {
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') lost(error)
  })
}
