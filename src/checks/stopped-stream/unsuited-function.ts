import {defineCheck, fail} from '../../model/check.ts'
import {refusedFor, unsuitedFor} from '../../signs/function-kinds.ts'

export const unsuitedFunction = defineCheck({
  id: 'unsuited-function',
  severity: 'medium',
  needs: ['function', 'mapping'],
  run: ({function: target, mapping}) => {
    const why = target && (unsuitedFor(target, mapping.qualifier) ?? refusedFor(target))
    return why ? [fail({why})] : []
  },
  text: {
    title: 'The function cannot consume a stream in this configuration',
    why: 'An event source mapping cannot invoke some kinds of function.',
    found: ({why}) => `An event source mapping cannot invoke the function: ${why}.`,
  },
})
