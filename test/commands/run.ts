import {execFile} from 'node:child_process'
import {tmpdir} from 'node:os'
import {fileURLToPath} from 'node:url'

export const bin = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/** Nothing of this machine's own AWS configuration, and a home where none is. */
export const bareEnvironment = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
}

export const someCredentials = {AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test'}

export interface Ran {
  code: number | null
  out: string
  err: string
}

/** Runs the built binary from another folder, as a user would. */
export function ddbstream(args: string[], environment: Record<string, string> = {}, cwd = tmpdir()): Promise<Ran> {
  return new Promise(resolve => {
    const options = {cwd, env: {...bareEnvironment, ...environment}, timeout: 20_000, maxBuffer: 64e6}
    const child = execFile(process.execPath, [bin, ...args], options, (_, out, err) => resolve({code: child.exitCode, out, err}))
  })
}

const spy = `export async function resolve(specifier, context, next) {
  const [, name] = /^(@aws-sdk\\/[^/]+|@smithy\\/[^/]+|zod)/.exec(specifier) ?? []
  if (name) (await import('node:fs')).writeSync(2, 'LOADED ' + name + '\\n')
  return next(specifier, context)
}`
const data = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`

/** An environment that makes a run tell on stderr which of the heavy packages it loads. */
export const spyOnLoading = {
  NODE_OPTIONS: `--import ${data(`import {register} from 'node:module'; register(${JSON.stringify(data(spy))})`)}`,
}
