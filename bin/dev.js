#!/usr/bin/env node
// Runs the CLI from source: compiles changed files into .dev and leaves dist alone. Types are checked by `npm run types`.
import {spawnSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'

const condition = 'ddbstream-dev'
if (process.execArgv.includes(condition)) {
  const {main} = await import('../.dev/src/cli/main.js')
  await main(process.argv.slice(2), import.meta.url)
} else {
  const root = fileURLToPath(new URL('..', import.meta.url))
  spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.dev.json'], {cwd: root, stdio: 'ignore'})
  // Only Node.js's own flag makes `#lab` the one of .dev (`imports` of package.json).
  const run = spawnSync(process.execPath, ['-C', condition, ...process.argv.slice(1)], {stdio: 'inherit'})
  process.exitCode = run.status ?? 1
}
