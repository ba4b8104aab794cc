import {defineCheck, fail} from '../../model/check.ts'

export const eventMetricsOff = defineCheck({
  id: 'event-metrics-off',
  severity: 'low',
  needs: ['mapping'],
  run: ({mapping}) => (mapping.metrics.includes('EventCount') ? [] : [fail({metrics: []}, {change: {MetricsConfig: 'EventCount'}})]),
  text: {
    title: "The mapping's own metrics are off",
    why: 'No other metric counts dropped, filtered and partly failed records.',
    found: () => 'The EventCount metrics are off: dropped, filtered and failed records are not counted.',
    fix: () => 'Turn on EventCount metrics (MetricsConfig).',
  },
})
