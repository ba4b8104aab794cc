/**
 * How the doctor does on incidents that were retold from public reports: a line for each, and the sums. Run with `npm run incidents`.
 *
 *   ID …     those whose ids hold one of these
 *   --text   the reports as well
 */
import {parseArgs} from 'node:util'
import {gradeRetold} from './accuracy/retold.ts'

const {values, positionals} = parseArgs({options: {text: {type: 'boolean', default: false}}, allowPositionals: true})

const grades = await gradeRetold(positionals)
const mark = (right: boolean, name: string): string => (right ? ' '.repeat(name.length) : name)

for (const one of grades) {
  const marks = [mark(one.causeRight, 'cause'), mark(one.stateRight, 'lag'), mark(one.wordsRight, 'words')].join(' ')
  const named = one.first === null ? '-' : `${one.causes.slice(0, 3).join(', ')} ${one.confidence?.toFixed(2)}`
  console.log(
    `${marks} ${one.id.padEnd(40)} ${one.verdict.padEnd(10)} ${one.state.padEnd(11)} ${named}  ${one.faults.join('; ')}`.trimEnd(),
  )
  if (values.text) console.log(one.text.replace(/^/gm, '    '))
}

const count = (of: (one: (typeof grades)[number]) => boolean): string => `${grades.filter(of).length}/${grades.length}`
console.log(
  [
    `cause and verdict ${count(({causeRight}) => causeRight)}`,
    `lag state ${count(({stateRight}) => stateRight)}`,
    `words and advice ${count(({wordsRight}) => wordsRight)}`,
    `all three ${count(one => one.faults.length === 0)}`,
  ].join(', '),
)
