import {defineCheck, fail} from '../../model/check.ts'

const limited =
  'Logs Insights may not find fields such as @duration in it. aws logs tail, FilterLogEvents, metric filters, subscriptions and Live Tail do not work'

const lacks: ReadonlyMap<string, string> = new Map(
  Object.entries({
    INFREQUENT_ACCESS: limited,
    // AWS lists the groups of both classes under either name, and tells no more than "a subset of features".
    ESSENTIALS: limited,
    DELIVERY: 'Logs Insights cannot search it, and it keeps its lines for one or two days',
  }),
)

export const logGroupClass = defineCheck({
  id: 'log-group-class',
  severity: 'info',
  needs: ['logGroup'],
  run: ({logGroup}) => {
    const lack = lacks.get(logGroup?.logGroupClass ?? '')
    return logGroup && lack ? [fail({logGroup: logGroup.name, logGroupClass: logGroup.logGroupClass, lack})] : []
  },
  text: {
    title: 'The class of the log group limits its queries',
    why: 'Durations, memory and cold starts come from the log, and not every class can be queried for them.',
    found: ({logGroup, logGroupClass, lack}) => `${logGroup} is of the class ${logGroupClass}: ${lack}.`,
  },
})
