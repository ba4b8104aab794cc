/** The result, and nothing but the result, goes to stdout. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** The same for a result that comes in pieces: none is made before the reader has room for it. */
export async function printPieces(pieces: Iterable<string>): Promise<void> {
  const {stdout} = process
  for (const piece of pieces) {
    if (stdout.destroyed) return
    if (!stdout.write(piece)) await roomIn(stdout)
  }
  stdout.write('\n')
}

/** A reader that has gone makes room, too: the bytes that it does not read are dropped. */
const roomIn = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise(resolve => {
    const events = ['drain', 'close', 'error'] as const
    const go = (): void => {
      for (const event of events) stream.removeListener(event, go)
      resolve()
    }
    for (const event of events) stream.on(event, go)
  })

/** Progress, warnings and errors go to stderr. */
export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/**
 * A reader that has seen enough (`| head`) ends nothing and breaks nothing: the bytes that it does not read are dropped. A result that
 * stdout cannot take is lost, and `lost` says so; words that stderr cannot take are lost without a word.
 */
export function watchStreams(lost: (error: Error) => void): void {
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') lost(error)
  })
}
