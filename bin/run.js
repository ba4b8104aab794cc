#!/usr/bin/env node
import {existsSync, readFileSync} from 'node:fs'
import module from 'node:module'

const root = new URL('../', import.meta.url)
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`ddbstream needs Node.js 20.19 or newer; this is ${process.versions.node}.\n`)
  process.exitCode = 2
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  // Answered without loading the framework: scripts ask for the version often.
  const {name, version} = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  process.stdout.write(`${name}/${version} ${process.platform}-${process.arch} node-${process.version}\n`)
} else if (existsSync(new URL('dist/cli/main.js', root))) {
  // Keeps the compiled code of all modules between runs; from Node.js 22.8 on.
  module.enableCompileCache?.()
  const {main} = await import('../dist/cli/main.js')
  await main(process.argv.slice(2), import.meta.url)
} else {
  process.stderr.write('ddbstream is not built yet: run `npm run build` first.\n')
  process.exitCode = 2
}
