import type {Recorded, Recordings} from './recording.ts'

type Files = readonly (readonly [file: string, recordings: Recordings])[]

const answersOf = ({stories}: Recordings): Recorded[] =>
  stories.flatMap(({steps}) => steps.flatMap(step => ('asked' in step ? [step] : [])))

/** docs/recorded.md: how many answers there are, by operation, and where the lab differs. */
export function recordedPage(files: Files): string {
  const all = files.flatMap(([, recordings]) => answersOf(recordings))
  const days = files.flatMap(([, {stories}]) => stories.map(({recorded}) => recorded)).sort()
  return [
    '# Answers that AWS gave',
    '',
    'The tables are written by `npx vitest run test/recorded -u`.',
    '',
    `\`test/recorded/answers\` holds ${all.length} answers of AWS to ${operationsOf(all).length} operations, recorded between ${days[0]} and ${days.at(-1)}.`,
    'LocalStack publishes them with its tests (Apache-2.0); each file names its source, and each story its test and day.',
    'Only facts were carried over: operation and input, the members of the answer with their types, HTTP status, error code and message.',
    'Names, account ids and tokens are placeholders.',
    '',
    'Two tests read them:',
    '- `recorded.test.ts` sends each call to the lab with the AWS SDK and compares the answer member by member. A member too many is a difference, too.',
    '  A label stands for one value in all answers of a story: a revision that AWS moved has to move.',
    '- `readers.test.ts` hands each answer to the code that reads it from AWS. The evidence must fit its schema, and a refusal must be known by its reason.',
    '',
    'Where a recorded answer and the documentation differ, the lab follows the recorded answer.',
    '',
    '## By operation',
    '| operation | answers | of them refusals |',
    '|---|---|---|',
    ...operationsOf(all).map(operation => {
      const ofIt = all.filter(({asked}) => asked === operation)
      return `| ${operation} | ${ofIt.length} | ${ofIt.filter(({refused}) => refused !== undefined).length} |`
    }),
    '',
    '## Where the lab differs on purpose',
    '| operation | members | reason |',
    '|---|---|---|',
    ...new Set(all.flatMap(({asked, differs}) => (differs ? [`| ${asked} | ${differs.at.join(', ')} | ${differs.reason} |`] : []))),
    '',
    '## Add an answer',
    '1. Find the recorded answer and the call that it belongs to. Only answers of AWS itself count, and no answer of an emulator.',
    '2. Add a story to the file of its operation in `test/recorded/answers`, or a new file there. No index has to be edited.',
    '   `recording.ts` describes the fields, `values.ts` the placeholders, `names.ts` the names of the lab.',
    '3. `npx vitest run test/recorded -u` compares it, and renews this page.',
    '4. Correct the lab where it differs. A difference that has to stay is named in `differs`, with its reason: the test fails once it is gone.',
    '',
  ].join('\n')
}

const operationsOf = (all: readonly Recorded[]): string[] => [...new Set(all.map(({asked}) => asked))].sort()
