#!/usr/bin/env node
// Runs the CLI from source: compiles what has changed into .dev and leaves dist alone. Types are checked by `npm run types`.
import {spawnSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.dev.json'], {cwd: root, stdio: 'ignore'})
const {main} = await import('../.dev/src/cli/main.js')
await main(process.argv.slice(2), import.meta.url)
