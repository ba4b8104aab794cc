import {defineCheck, fail} from '../../model/check.ts'
import {refusedFor, unsuitedFor} from '../../signs/function-kinds.ts'

export const unsuitedFunction = defineCheck({
  id: 'unsuited-function',
  title: 'The function cannot consume a stream in this configuration',
  severity: 'medium',
  why: 'An event source mapping cannot invoke some kinds of function.',
  needs: ['function', 'mapping'],
  run: ({function: target, mapping}) => {
    const why = target && (unsuitedFor(target, mapping.qualifier) ?? refusedFor(target))
    return why ? [fail({why})] : []
  },
  say: ({why}) => `The function does not work with a mapping: ${why}.`,
})
