import {defineCheck, fail} from '../../model/check.ts'
import {refusedFor, unsuitedFor} from '../../signs/function-kinds.ts'

export const unsuitedFunction = defineCheck({
  id: 'unsuited-function',
  title: 'The function cannot consume a stream as it is set up',
  severity: 'medium',
  why: 'Some kinds of function need more of their caller than an event source mapping gives.',
  needs: ['function', 'mapping'],
  run: ({function: target, mapping}) => {
    const why = target && (unsuitedFor(target, mapping.qualifier) ?? refusedFor(target))
    return why ? [fail({why})] : []
  },
  say: ({why}) => `The function does not go with a mapping: ${why}.`,
})
