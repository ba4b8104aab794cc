import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'

export default defineRetold({
  id: 'healthy-quiet-table',
  story: 'a pipeline that does what it should',
  source: {report: 'x', rule: 'x'},
  truth: {causes: [null], states: ['ok'], verdicts: ['healthy']},
  world: pipeline(),
})
