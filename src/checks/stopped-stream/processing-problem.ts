import {defineCheck, fail} from '../../model/check.ts'

export const processingProblem = defineCheck({
  id: 'processing-problem',
  severity: 'medium',
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.lastProcessingResult?.startsWith('PROBLEM') ? [fail({lastProcessingResult: mapping.lastProcessingResult})] : [],
  text: {
    title: 'AWS reports a problem with the last batch',
    why: "LastProcessingResult is AWS's result of the newest attempt, of any shard; it can be old on a quiet stream.",
    found: facts => `AWS reports for the last attempt: "${facts.lastProcessingResult}".`,
  },
})
