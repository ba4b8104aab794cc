import {existsSync, readFileSync, writeFileSync} from 'node:fs'

/**
 * Writes generated files (paths from the root of the project, where npm runs its scripts), or with --check says which are stale and fails.
 * `how` is the command that renews them.
 */
export function emit(files: Record<string, string>, how: string): void {
  const stale = Object.entries(files).filter(([path, text]) => {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return false
    if (!process.argv.includes('--check')) writeFileSync(path, text)
    return true
  })
  if (stale.length === 0 || !process.argv.includes('--check')) return
  console.error(`Stale: ${stale.map(([path]) => path).join(', ')}. Run \`${how}\`.`)
  process.exitCode = 1
}
