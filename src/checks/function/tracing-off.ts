import {defineCheck, fail} from '../../model/check.ts'

export const tracingOff = defineCheck({
  id: 'tracing-off',
  severity: 'info',
  needs: ['function'],
  run: ({function: target}) => (target?.tracingMode === 'PassThrough' ? [fail({tracingMode: target.tracingMode})] : []),
  text: {
    title: 'Tracing is off',
    why: 'When a handler becomes slow, a trace shows which call it waits for.',
    found: ({tracingMode}) => `The tracing mode is ${tracingMode}: stream invocations are not traced.`,
  },
})
