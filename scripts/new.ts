// Makes the files of a new check, cause, incident or format, and its line in the index: `npm run new check NAME TOPIC`.
import {spawnSync} from 'node:child_process'
import {create, Refusal} from './new/create.ts'

try {
  const {paths, next} = create('.', process.argv.slice(2))
  // The formatter sorts the imports of the indexes and folds long lines.
  spawnSync(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...paths.filter(path => path.endsWith('.ts'))])
  console.log([...paths.map(path => `  ${path}`), '', 'Next:', ...next.map((text, i) => `  ${i + 1}. ${text}`)].join('\n'))
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(`Nothing was made. ${error.message}`)
  process.exitCode = 2
}
