import type {Name, Part} from './part.ts'

const source = ({id}: Name): string => `import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'

export default defineRetold({
  id: '${id}',
  story: 'TO DO: tell the story, as the report tells it, with other names and numbers.',
  source: {
    report: 'TO DO: https://github.com/OWNER/REPOSITORY/issues/1',
    rule: 'TO DO: Lambda Developer Guide, the page that says how the metrics look in it',
  },
  truth: {causes: [null], states: ['ok', 'idle']},
  world: pipeline({mapping: defaults}),
})
`

/** An incident of others; the folder is its index. */
export const newRetold = (name: Name): Part => ({
  files: {[`test/incidents/retold/${name.id}.ts`]: source(name)},
  edits: {},
  next: [
    'Read in CONTRIBUTING.md who may write one, and which sources must not be read for it.',
    'Write the story, its source and its world: each place says "TO DO".',
    `\`npx vitest run test/incidents -t ${name.id}\` grades it.`,
  ],
})
