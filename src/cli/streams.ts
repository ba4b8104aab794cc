/** The result, and nothing but the result, goes to stdout. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** Progress, warnings and errors go to stderr. */
export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/** A reader that has seen enough (`| head`) ends nothing and breaks nothing: what it does not read is dropped. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}
