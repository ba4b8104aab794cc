/** The commands and topics of `ddbstream --help`, in its order. */
export const helpGroups: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['DIAGNOSE', ['doctor', 'errors', 'cold-starts', 'concurrency', 'mappings']],
  ['WATCH', ['iterator-age', 'serve']],
  ['CHANGE', ['configure', 'enable', 'disable', 'remap', 'restart', 'alarms', 'undo', 'history']],
  ['SET UP', ['init', 'config', 'policy', 'merge', 'lab']],
]
