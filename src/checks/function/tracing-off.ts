import {defineCheck, fail} from '../../model/check.ts'

export const tracingOff = defineCheck({
  id: 'tracing-off',
  title: 'Tracing is off',
  severity: 'info',
  why: 'When a handler becomes slow, a trace shows which call it waits for.',
  needs: ['function'],
  run: ({function: target}) => (target?.tracingMode === 'PassThrough' ? [fail({tracingMode: target.tracingMode})] : []),
  say: ({tracingMode}) => `The tracing mode is ${tracingMode}: stream invocations are not traced.`,
})
