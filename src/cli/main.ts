import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {Config} from '@oclif/core/config'
import type {Options, PJSON} from '@oclif/core/interfaces'
import {run} from '@oclif/core/run'
import {settings} from '@oclif/core/settings'
import {exitCodeFor} from '../model/user-error.ts'
import {stdoutError} from './output/files.ts'
import {obeySignals, registered} from './run/signals.ts'
import {errorJson, errorText, isUnknownCommand, tell} from './tell-error.ts'
import {complain, print, watchStreams} from './terminal/stdio.ts'

/** Runs the command line. `binUrl` is the `import.meta.url` of the file in bin/. Sets the exit code; never throws. */
export async function main(words: string[], binUrl: string): Promise<void> {
  const argv = asTyped(words)
  watchStreams(error => {
    const told = tell(stdoutError(error), argv, [])
    complain(errorText(told))
    process.exit(exitCodeFor(told.code))
  })
  obeySignals()
  process.on('uncaughtException', error => {
    fail(error, argv, [])
    process.exit()
  })
  // oclif would look for a TypeScript loader under NODE_ENV=test or development.
  settings.enableAutoTranspile = false
  await registered(runCommand(argv, loadOptions(binUrl)))
}

async function runCommand(argv: string[], options: Options): Promise<void> {
  try {
    await run(argv, options)
  } catch (error) {
    const commands = isUnknownCommand(error) || wasParsing(error) ? await commandNames(options) : []
    fail(error, argv, commands)
  }
}

/** Words that people try: `help doctor` is `doctor --help`. */
function asTyped([first, ...rest]: readonly string[]): string[] {
  switch (first) {
    case 'help':
      return [...rest, '--help']
    case 'version':
      return ['--version']
    default:
      return first === undefined ? [] : [first, ...rest]
  }
}

/** Outside of dist (bin/dev.js) the commands are found beside this file, and the manifest of the last build is not looked at. */
function loadOptions(binUrl: string): Options {
  const here = new URL('..', import.meta.url)
  if (here.href === new URL('../dist/', binUrl).href) return {root: fileURLToPath(new URL('..', binUrl))}
  const pjson = JSON.parse(readFileSync(new URL('../package.json', binUrl), 'utf8')) as PJSON
  return {root: fileURLToPath(here), pjson: {...pjson, oclif: {...pjson.oclif, commands: './commands', helpClass: './cli/help.js'}}}
}

const wasParsing = (error: unknown): boolean => error instanceof Error && 'oclif' in error

const commandNames = async (options: Options): Promise<string[]> =>
  (await Config.load(options)).commandIDs.map(id => id.replaceAll(':', ' '))

function fail(error: unknown, argv: readonly string[], commands: readonly string[]): void {
  const told = tell(error, argv, commands)
  process.exitCode = exitCodeFor(told.code)
  if (wantsJson(argv)) print(errorJson(told))
  else complain(errorText(told))
  if (process.env.DEBUG && error instanceof Error) complain(error.stack ?? '')
}

/** Whether stdout is to carry JSON; read from the bare arguments, because they may be the wrong ones. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  const words = end < 0 ? argv : argv.slice(0, end)
  return words.some((word, i) => word === '--json' || word === '--format=json' || (word === '--format' && words[i + 1] === 'json'))
}
