import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about} from '../shapes.ts'

export default defineRetold({
  id: 'mapping-that-starts-at-latest-was-changed',
  story:
    'A mapping that starts at LATEST was changed half an hour ago. Some records of these seconds were never delivered; no metric shows it, and everything since then is well.',
  source: {
    report: 'awsdocs/aws-lambda-developer-guide#487',
    rule: 'Lambda Developer Guide, "with-ddb": with LATEST the mapping could miss records while it is created or changed',
  },
  truth: {causes: [null], states: ['ok'], verdicts: ['healthy', 'at-risk'], says: /LATEST/},
  world: pipeline({
    mapping: {StartingPosition: 'LATEST', LastModified: epochSeconds(31)},
    traffic: {invocations: minute => (minute === -30 ? 20 : about(120)(minute))},
  }),
})
