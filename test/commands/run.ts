import {execFile} from 'node:child_process'
import {Console} from 'node:console'
import {tmpdir} from 'node:os'
import {fileURLToPath} from 'node:url'
import type {main} from '../../src/cli/main.ts'
import {isExhaustive} from '../support/sample.ts'

export const bin = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/** The clock of the tests, for a process that they start. */
const day = new URL('../support/day.js', import.meta.url).href

/** Nothing of this machine's own AWS configuration, and a home where none is. */
export const bareEnvironment = {
  get DDBSTREAM_TESTS_OFFSET_MS() {
    return process.env.DDBSTREAM_TESTS_OFFSET_MS
  },
  NODE_OPTIONS: `--import ${day}`,
  PATH: process.env.PATH,
  HOME: tmpdir(),
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
}

/** For a run against a lab that goes ten times faster than the pauses of the command line are made for. */
export const shortPauses = {NODE_OPTIONS: `--import ${day} --import ${new URL('../support/short-pauses.js', import.meta.url).href}`}

/** A run of this length hangs: no run takes more than some seconds. */
const hangsAfterMs = 300_000

export const someCredentials = {AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test'}

export interface Ran {
  code: number | null
  out: string
  err: string
}

/** Runs the built binary from another folder, as a user would. */
export function binary(args: string[], environment: Record<string, string> = {}, cwd = tmpdir()): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const options = {cwd, env: {...bareEnvironment, ...environment}, timeout: hangsAfterMs, maxBuffer: 64e6}
    const child = execFile(process.execPath, [bin, ...args], options, (error, out, err) => {
      if (error?.killed) reject(new Error(`timed out after ${hangsAfterMs / 1000} s: ddbstream ${args.join(' ')}\n${out}\n${err}`))
      else resolve({code: child.exitCode, out, err})
    })
  })
}

/** Runs that share this process wait for each other. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Runs the built command line in this process: the same entry, flags, environment and exit code as `binary`, for a tenth of the time.
 * Each way to end has a test with `binary` as well, and each command has one in an exhaustive run (`binaryOrHere`).
 */
export function ddbstream(args: string[], environment: Record<string, string> = {}, cwd = tmpdir()): Promise<Ran> {
  const own = last.then(() => runHere(args, {TMPDIR: tmpdir(), ...bareEnvironment, ...environment}, cwd))
  last = own.catch(() => undefined)
  return own
}

/** The built binary in an exhaustive run, else the same command line in this process. */
export const binaryOrHere = isExhaustive ? binary : ddbstream

const entry = new URL('../../dist/cli/main.js', import.meta.url).href

async function runHere(args: string[], environment: NodeJS.ProcessEnv, cwd: string): Promise<Ran> {
  const {main: run} = (await import(/* @vite-ignore */ entry)) as {main: typeof main}
  const leave = enter(environment, cwd)
  const [out, err] = [capture(process.stdout), capture(process.stderr)]
  try {
    await run(args, new URL('../../bin/run.js', import.meta.url).href)
    return {code: Number(process.exitCode ?? 0), out: out.text(), err: err.text()}
  } finally {
    out.end()
    err.end()
    leave()
  }
}

/** Takes on another environment and folder; answers how to leave them again. */
function enter(environment: NodeJS.ProcessEnv, cwd: string): () => void {
  const before = {env: process.env, cwd: process.cwd(), exitCode: process.exitCode, console: globalThis.console}
  const quiet = silence(process, process.stdout, process.stderr)
  process.env = environment
  process.chdir(cwd)
  process.exitCode = undefined
  // Vitest's own console intercepts the output.
  globalThis.console = new Console(process.stdout, process.stderr)
  return () => {
    process.env = before.env
    process.chdir(before.cwd)
    process.exitCode = before.exitCode
    globalThis.console = before.console
    quiet()
  }
}

/** Answers how to take off the listeners that these get from now on. */
function silence(...emitters: NodeJS.EventEmitter[]): () => void {
  const before = emitters.map(emitter => new Map(emitter.eventNames().map(name => [name, new Set(emitter.rawListeners(name))])))
  return () => {
    for (const [i, emitter] of emitters.entries())
      for (const name of emitter.eventNames())
        for (const listener of emitter.rawListeners(name))
          if (before[i]?.get(name)?.has(listener) !== true) emitter.removeListener(name, listener as (...values: unknown[]) => void)
  }
}

/** Keeps output to a stream of this process from its reader. */
function capture(stream: NodeJS.WriteStream): {text: () => string; end: () => void} {
  const {write} = stream
  const pieces: string[] = []
  stream.write = (piece: string | Uint8Array, ...rest: unknown[]) => {
    pieces.push(typeof piece === 'string' ? piece : new TextDecoder().decode(piece))
    const done = rest.at(-1)
    if (typeof done === 'function') done()
    return true
  }
  return {
    text: () => pieces.join(''),
    end: () => {
      stream.write = write
    },
  }
}

const spy = `export async function resolve(specifier, context, next) {
  const [, name] = /^(@aws-sdk\\/[^/]+|@smithy\\/[^/]+|zod)/.exec(specifier) ?? []
  if (name) (await import('node:fs')).writeSync(2, 'LOADED ' + name + '\\n')
  return next(specifier, context)
}`
const data = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`

/** An environment that makes a run of the binary tell on stderr which of the heavy packages it loads. */
export const spyOnLoading = {
  NODE_OPTIONS: `--import ${data(`import {register} from 'node:module'; register(${JSON.stringify(data(spy))})`)}`,
}
