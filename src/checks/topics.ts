/** The parts of the guide, in its order, which is also the order of the report. Each has a folder of its name here. */
export const topicTitles = {
  'critical-metrics': 'Critical metrics',
  'rising-age': 'Iterator age rises: errors, retries, memory, timeouts, concurrency',
  'hot-partition': 'Hot partition',
  access: 'Access: permissions, keys and the VPC',
  'stopped-stream': 'Stream processing stops',
  'cold-starts': 'Cold starts and their cost',
  batches: 'Mapping settings: batches and concurrency',
  'discarded-records': 'Mapping settings: discarded records',
  reading: 'Mapping settings: filters, position and readers',
  records: 'Records',
  function: 'Function, logs and alarms',
  code: 'Deployed code, with `--inspect-code` alone',
} as const

export type TopicId = keyof typeof topicTitles
