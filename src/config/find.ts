import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {UserError} from '../model/user-error.ts'

/** `init` writes the first one. */
export const configNames = ['ddbstream.config.yaml', 'ddbstream.config.json'] as const

/** The configuration of a folder: in it, or in the nearest folder above. */
export function findConfig(folder: string): string | null {
  const found = configNames.map(name => join(folder, name)).filter(file => existsSync(file))
  if (found.length > 1)
    throw new UserError('E_CONFIG', `There are two configurations in ${folder}: ${configNames.join(' and ')}.`, ['Keep one of them.'])
  const above = dirname(folder)
  return found[0] ?? (above === folder ? null : findConfig(above))
}
