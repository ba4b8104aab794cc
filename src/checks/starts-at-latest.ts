import {defineCheck, fail} from '../model/check.ts'

export const startsAtLatest = defineCheck({
  id: 'starts-at-latest',
  title: 'Records may be skipped around a change of the mapping',
  severity: 'medium',
  why: 'A mapping that starts at LATEST can miss what is written while it is made or updated, with no error.',
  needs: ['mapping'],
  run: ({mapping}) => (mapping.startingPosition === 'LATEST' ? [fail({startingPosition: mapping.startingPosition})] : []),
  say: facts => `The mapping starts at ${facts.startingPosition}: AWS warns that it may miss records while it is made or updated.`,
})
