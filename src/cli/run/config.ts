import {existsSync} from 'node:fs'
import {join, relative} from 'node:path'
import {pathToFileURL} from 'node:url'
import {findConfig} from '../../config/find.ts'
import type {Config} from '../../config/schema.ts'
import {UserError} from '../../model/user-error.ts'
import {readText} from '../output/files.ts'

/** The configuration that was named, or the nearest one; undefined when there is none. */
export async function loadConfig(named: string | undefined): Promise<Config | undefined> {
  const file = named ?? findConfig(process.cwd())
  if (file === null) return undefined
  const text = readText(file)
  const [{parseConfig}, {knownNames}] = await Promise.all([import('../../config/parse.ts'), import('../../diagnosis/diagnose.ts')])
  return parseConfig(text, relative(process.cwd(), file) || file, knownNames)
}

/** The same; none is the user's error. */
export async function requireConfig(named: string | undefined): Promise<Config> {
  const config = await loadConfig(named)
  if (config !== undefined) return config
  throw new UserError('E_CONFIG', 'There is no configuration file in this folder or in a folder above it.', [
    'Write one with `ddbstream init`, or name one with --config.',
  ])
}

/**
 * The JSON schema of this installation, as a configuration in `folder` names it. Where npm installed ddbstream in the project, the path is
 * relative and holds on every machine; else it is the URL of a file on this machine.
 * @param root the folder of the package
 */
export function schemaReference(root: string, folder: string): string {
  const file = [root, join(root, '..')].map(one => join(one, 'schemas', 'config.schema.json')).find(existsSync)
  if (file === undefined) return 'node_modules/ddbstream/schemas/config.schema.json'
  const path = relative(folder, file).replaceAll('\\', '/')
  return /^(\.\.\/)*node_modules\//.test(path) ? path : pathToFileURL(file).href
}

/** --notify promises something that only a configuration can say. */
export function checkNotify(notify: boolean, config: Config | undefined): void {
  if (!notify || (config?.notify?.length ?? 0) > 0) return
  throw new UserError('E_USAGE', '--notify runs the programs under `notify` in the configuration, which has no such entry.', [
    'Write a configuration with `ddbstream init`, and add `notify` to it.',
  ])
}
