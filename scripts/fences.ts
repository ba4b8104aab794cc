// Writes the linter's rules on imports (biome.fences.json) from the table of folders in docs/architecture.md.
import {readFileSync} from 'node:fs'
import {fencesOf} from './fences/overrides.ts'
import {emit} from './generated.ts'

emit({'biome.fences.json': fencesOf(readFileSync('docs/architecture.md', 'utf8'))}, 'npm run fences')
