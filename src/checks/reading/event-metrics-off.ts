import {defineCheck, fail} from '../../model/check.ts'

export const eventMetricsOff = defineCheck({
  id: 'event-metrics-off',
  severity: 'low',
  needs: ['mapping'],
  run: ({mapping}) => (mapping.metrics.includes('EventCount') ? [] : [fail({metrics: []}, {change: {MetricsConfig: 'EventCount'}})]),
  text: {
    title: "The mapping's own metrics are off",
    why: 'Dropped, filtered and partly failed records are counted nowhere else.',
    found: () => 'The EventCount metrics are off: dropped, filtered and failed records are not counted.',
    fix: () => 'Turn on EventCount metrics (MetricsConfig).',
  },
})
