/** One command of ddbstream. Those that would change something print their plan alone. */
export interface Command {
  name: string
  args(functionName: string, evidenceFile: string): string[]
}

/** Documented exit codes; 2 is a wrong command line, and 4 credentials that do not work. */
export const rightExitCodes: readonly number[] = [0, 1, 3, 7]

const reading = (name: string, ...more: string[]): Command => ({
  name,
  args: functionName => [name, functionName, ...more, '--json'],
})
const dryRun = (name: string, ...more: string[]): Command => ({...reading(name, ...more, '--dry-run'), name})

/** The doctor comes first: its evidence and its report are compared with the incident. */
export const commands: readonly Command[] = [
  {name: 'doctor', args: (functionName, file) => ['doctor', functionName, '--json', '--save', file]},
  {...reading('doctor', '--deep', '--inspect-code'), name: 'doctor --deep'},
  {name: 'doctor --all', args: () => ['doctor', '--all', '--json']},
  reading('iterator-age'),
  reading('errors'),
  reading('cold-starts'),
  reading('concurrency'),
  reading('mappings'),
  {name: 'history', args: () => ['history', '--json']},
  dryRun('alarms'),
  dryRun('configure', '--set', 'BatchSize=20'),
  dryRun('restart'),
  {...dryRun('remap', '--publish'), name: 'remap --publish'},
  dryRun('disable'),
  dryRun('enable'),
]
