import {afterAll, beforeAll, expect, it} from 'vitest'
import {labIncidents} from '../../../packages/lab/src/entrance.ts'
import type {PipelineReport} from '../../../src/model/report/report.ts'
import {commandsIn} from '../../../src/text/shell-words.ts'
import {lookAtRetold} from '../../incidents/grade.ts'
import {retoldIncidents} from '../../incidents/index.ts'
import {examine} from '../../support/examine.ts'
import {type ServedLab, serve} from '../lab.ts'
import {currentCli, describeWith} from '../peers.ts'
import {type AwsCli, awsCli} from './aws-cli.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

/** The exit of the CLI where it does not understand the line, before it sends a request. */
const refused =
  /Parameter validation failed|Unknown options|[Ii]nvalid choice|arguments are required|Error parsing parameter|expected one argument/

/** Commands that read a file or wait are not run, nor those that came with version 2 of the CLI: `logs tail`. */
const skipped = (words: readonly string[]): boolean =>
  ['wait', 'tail'].includes(words[2] ?? '') || words.some(word => word.startsWith('fileb://') || word.startsWith('$('))

const commandsOf = ({causes, findings}: PipelineReport): string[] => [
  ...causes.flatMap(({fixes}) => fixes.map(({command}) => command)),
  ...findings.flatMap(({fix}) => fix?.command ?? []),
]

/** Each operation once for each set of options: values are the lab's business. */
async function printedLines(): Promise<string[][]> {
  const reports: PipelineReport[] = []
  for (const one of await retoldIncidents()) reports.push(...(await lookAtRetold(one)).report.pipelines)
  for (const {id} of labIncidents) reports.push(...(await examine(id, 1)).report.pipelines)
  const lines = new Map<string, string[]>()
  for (const words of reports.flatMap(commandsOf).flatMap(commandsIn)) {
    if (words[0] !== 'aws' || skipped(words)) continue
    const shape = [...words.slice(1, 3), ...words.filter(word => word.startsWith('--')).sort()].join(' ')
    if (!lines.has(shape)) lines.set(shape, words)
  }
  return [...lines.values()]
}

describeWith(currentCli, path => {
  let lab: ServedLab
  let cli: AwsCli
  beforeAll(async () => {
    lab = await serve('idle')
    cli = awsCli(path, lab.endpoint, true)
  })
  afterAll(async () => {
    cli?.close()
    await lab?.stop()
  })

  it('takes every line of it that a report prints', async () => {
    const lines = await printedLines()
    expect(lines.length).toBeGreaterThan(15)
    const wrong: string[] = []
    for (const [, ...words] of lines) {
      const {err} = await cli.run(words)
      if (refused.test(err)) wrong.push(`aws ${words.join(' ')}\n    ${err.trim()}`)
    }
    expect(wrong).toEqual([])
  }, 600_000)
})
