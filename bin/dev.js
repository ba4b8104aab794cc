#!/usr/bin/env node
// Runs the CLI from source: no build step while developing.
import {register} from 'tsx/esm/api'

register()
const {main} = await import('../src/cli/main.ts')
await main(process.argv.slice(2), import.meta.url)
