import {defineCheck, fail} from '../../model/check.ts'

export const processingProblem = defineCheck({
  id: 'processing-problem',
  title: 'AWS reports a problem with the last batch',
  severity: 'medium',
  why: "LastProcessingResult is AWS's result of the newest attempt, of any shard; it can be old on a quiet stream.",
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.lastProcessingResult?.startsWith('PROBLEM') ? [fail({lastProcessingResult: mapping.lastProcessingResult})] : [],
  say: facts => `AWS reports for the last attempt: "${facts.lastProcessingResult}".`,
})
