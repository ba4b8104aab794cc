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
    why: 'Without them the used memory, the cold starts and the billed time of successful invocations are unknown.',
    found: ({systemLogLevel}) =>
      `SystemLogLevel is ${systemLogLevel}: the REPORT lines of successful invocations have the level INFO and are not written.`,
  },
})
