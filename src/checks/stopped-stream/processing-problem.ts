import {defineCheck, fail} from '../../model/check.ts'

export const processingProblem = defineCheck({
  id: 'processing-problem',
  severity: 'medium',
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.lastProcessingResult?.startsWith('PROBLEM') ? [fail({lastProcessingResult: mapping.lastProcessingResult})] : [],
  text: {
    title: 'The last batch had a problem',
    why: 'LastProcessingResult is the result of the newest attempt, of any shard. It can be old on a quiet stream.',
    found: facts => `AWS reports for the last attempt: "${facts.lastProcessingResult}".`,
  },
})
