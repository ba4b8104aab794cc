/**
 * Puts the output of `npm start` into README.md, between the two fences after "`npm start` shows". Run with `npm run readme` after a change of
 * the report or of the lab's poison-record.
 */
import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'

const file = 'README.md'
const run = spawnSync('npm', ['start', '--silent'], {encoding: 'utf8', env: {...process.env, NO_COLOR: '1', COLUMNS: '88'}})
if (run.status !== 0) throw new Error(run.stderr)
const text = readFileSync(file, 'utf8')
const start = text.indexOf('```\n', text.indexOf('`npm start` shows')) + 4
const end = text.indexOf('\n```', start)
writeFileSync(file, text.slice(0, start) + run.stdout.trimEnd() + text.slice(end))
