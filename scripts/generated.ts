import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

/**
 * Writes generated files (paths from the root of the project), or with --check says which are stale and fails.
 * `how` is the command that renews them.
 */
export function emit(files: Record<string, string>, how: string): void {
  const stale = Object.entries(files).filter(([path, text]) => {
    const file = fileURLToPath(new URL(`../${path}`, import.meta.url))
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return false
    if (!process.argv.includes('--check')) writeFileSync(file, text)
    return true
  })
  if (stale.length === 0 || !process.argv.includes('--check')) return
  console.error(`Stale: ${stale.map(([path]) => path).join(', ')}. Run \`${how}\`.`)
  process.exitCode = 1
}
