import {defineCheck, fail} from '../../model/check.ts'

export const reportLinesOff = defineCheck({
  id: 'report-lines-off',
  severity: 'low',
  needs: ['function'],
  run: ({function: target}) =>
    target?.logFormat === 'JSON' && target.systemLogLevel === 'WARN'
      ? [fail({logFormat: target.logFormat, systemLogLevel: target.systemLogLevel})]
      : [],
  text: {
    title: 'The log leaves out the REPORT lines',
    why: 'Without them nobody knows the memory used, the cold starts and the billed time of invocations that succeed.',
    found: ({systemLogLevel}) =>
      `SystemLogLevel is ${systemLogLevel}: reports of invocations that succeed are of the level INFO and are not written.`,
  },
})
