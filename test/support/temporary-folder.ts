import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** Whatever tests write under the temporary folder is gone when they end. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-tests-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, {recursive: true, force: true})
}
