// Writes docs/commands.md from the commands themselves, and the other pages that are tables of the code.
import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {Plugin} from '@oclif/core'
import type {PJSON} from '@oclif/core/interfaces'
import {awsPagesSource} from './aws-pages.ts'
import {checkReasonsSource} from './check-reasons.ts'
import {checkFiles, checksIndex} from './checks-index.ts'
import {commandsPage} from './commands-page.ts'
import {errorsPage} from './errors-page.ts'
import {emit} from './generated.ts'
import {causesPage, checksPage} from './index-pages.ts'

const pjson = JSON.parse(readFileSync('package.json', 'utf8')) as PJSON
const plugin = new Plugin({
  root: fileURLToPath(new URL('../src', import.meta.url)),
  pjson: {...pjson, oclif: {...pjson.oclif, commands: './commands'}},
  isRoot: true,
  ignoreManifest: true,
  errorOnManifestCreate: true,
})
await plugin.load()

emit(
  {
    'docs/commands.md': commandsPage(Object.values(plugin.manifest.commands)),
    'src/checks/index.ts': checksIndex(checkFiles(), readFileSync('src/checks/index.ts', 'utf8')),
    'src/model/report/check-reasons.ts': checkReasonsSource(),
    'docs/errors.md': errorsPage(),
    'src/aws-facts/aws-pages.ts': awsPagesSource(),
    'docs/checks/README.md': checksPage(),
    'docs/causes/README.md': causesPage(),
  },
  'npm run docs',
)
