import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** Whatever tests write under the temporary folder is gone when they end. Vitest calls this for each project: one folder is enough. */
export default function setUp(): (() => void) | undefined {
  if (process.env.TMPDIR?.includes('ddbstream-tests-')) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-tests-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, {recursive: true, force: true})
}
