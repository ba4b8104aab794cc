import {defineCheck, fail} from '../model/check.ts'

export const eventMetricsOff = defineCheck({
  id: 'event-metrics-off',
  title: "The mapping's own metrics are off",
  severity: 'low',
  why: 'Dropped, filtered and partly failed records are counted nowhere else.',
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.metrics.includes('EventCount')
      ? []
      : [
          fail(
            {metrics: []},
            {summary: 'Let the mapping count what it polls, filters, invokes with and drops.', change: {MetricsConfig: 'EventCount'}},
          ),
        ],
  say: () => 'The EventCount metrics are off: what is dropped, filtered out or reported as failed by the handler is not counted.',
})
