import {defineCheck, fail} from '../../model/check.ts'

export const eventMetricsOff = defineCheck({
  id: 'event-metrics-off',
  title: "The mapping's own metrics are off",
  severity: 'low',
  why: 'No other metric counts dropped, filtered and partly failed records.',
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.metrics.includes('EventCount')
      ? []
      : [fail({metrics: []}, {summary: 'Turn on EventCount metrics (MetricsConfig).', change: {MetricsConfig: 'EventCount'}})],
  say: () => 'The EventCount metrics are off: dropped, filtered and failed records are not counted.',
})
