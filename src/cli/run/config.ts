import {relative} from 'node:path'
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

/** --notify promises something that only a configuration can say. */
export function checkNotify(notify: boolean, config: Config | undefined): void {
  if (!notify || (config?.notify?.length ?? 0) > 0) return
  throw new UserError('E_USAGE', '--notify runs the programs under `notify` in the configuration, which has no such entry.', [
    'Write a configuration with `ddbstream init`, and add `notify` to it.',
  ])
}
