/** Causes that look alike to an operator: where one of them is named, the reason against the others is of interest. */
const groups: readonly (readonly string[])[] = [
  ['poison-record', 'failing-function', 'memory-exhausted'],
  ['slow-handler', 'insufficient-throughput', 'hot-partition', 'reader-contention'],
  ['function-timeout', 'slow-handler', 'failing-function'],
  ['throttled-concurrency', 'insufficient-throughput'],
  ['mapping-disabled', 'stale-stream', 'filter-drops-all', 'access-denied'],
  ['write-burst', 'insufficient-throughput'],
  ['write-back-loop', 'insufficient-throughput', 'write-burst'],
]

/** All that look like one of these. */
export const lookAlikesOf = (ids: readonly string[]): ReadonlySet<string> =>
  new Set(groups.filter(group => group.some(id => ids.includes(id))).flat())
