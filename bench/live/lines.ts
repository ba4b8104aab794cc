import type {LiveOutcome} from './run.ts'

const marks = new Map<boolean | null, string>([
  [true, 'right'],
  [false, 'WRONG'],
  [null, 'undecided'],
])

/** The end of a run, for people. `isAws`: not an emulator, and not the lab. */
export function linesOf({made, statements}: LiveOutcome, folder: string, isAws: boolean): string[] {
  const right = made.filter(({comparison}) => comparison.isRight === true).length
  return [
    ...made.map(({incident, comparison, faults}) =>
      [incident.padEnd(20), (marks.get(comparison.isRight) ?? '').padEnd(10), comparison.words, ...faults].join(' ').trim(),
    ),
    '',
    isAws ? 'Statements of docs/lab.md:' : 'Statements of docs/lab.md, as they are here. AWS alone settles them:',
    ...statements.map(({id, verdict, seen}) => [id.padEnd(28), verdict.padEnd(9), seen.join(' · ')].join(' ').trim()),
    '',
    `${right} of ${made.length} incidents are diagnosed as they were made. Everything is taken down. The recordings are in ${folder}.`,
  ]
}
