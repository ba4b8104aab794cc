import {setTimeout as wait} from 'node:timers/promises'
import {afterAll, beforeAll, expect, it} from 'vitest'
import type {Ran} from '../../commands/run.ts'
import {type ServedLab, serve} from '../lab.ts'
import {type AwsCli, awsCli} from './aws-cli.ts'
import {argumentsOf, kept, type Row, type Values} from './row.ts'

type Command = Exclude<Row, {advance: number}>

/** The rows of one service, the lab that they run on (poison-record unless they need another), and the requests that it does not know. */
export interface Rows {
  service: string
  rows: readonly Row[]
  lab?: [incident: string, seed: number]
  unknown?: readonly string[]
}

/** Runs the rows in their order, on a lab of their own. */
export function runRows(path: string, {rows, lab: [incident, seed] = ['poison-record', 1], unknown = []}: Rows): void {
  let lab: ServedLab
  let cli: AwsCli
  let values: Values = {}

  beforeAll(async () => {
    lab = await serve(incident, seed)
    cli = awsCli(path, lab.endpoint)
    values = await labValues(lab)
  })
  afterAll(async () => {
    cli?.close()
    await lab?.stop()
  })

  it.each(rows.map(row => [nameOf(row), row] as const))('%s', async (_, row) => {
    if ('advance' in row) return advance(lab, row.advance)
    const ran = await (row.until ? untilAnswered(cli, row, values) : cli.run(argumentsOf(row, values)))
    values = {...values, ...judge(row, ran)}
  })

  it('asked for nothing that the lab does not know', async () => {
    const calls = (await (await fetch(`${lab.endpoint}/_lab/calls`)).json()) as {unknown: string[]}
    expect(calls.unknown).toEqual(unknown)
  })
}

const nameOf = (row: Row): string => ('advance' in row ? `${row.advance} s pass` : row.aws)

const errorOfAws = /An error occurred \(([^)]*)\) when calling the \w+ operation(?: \(reached max retries: \d+\))?: ?(.*)/s

/** Fails unless the answer is that of the row; returns the kept values. */
function judge(row: Command, {code, out, err}: Ran): Values {
  if (row.refused !== undefined) {
    const [, refused, message = ''] = errorOfAws.exec(err) ?? []
    expect(refused, `printed ${out}${err}`).toBe(row.refused)
    if (row.saying) expect(message).toMatch(row.saying)
    return {}
  }
  expect({code, err}).toEqual({code: 0, err: ''})
  if (row.answers === null) expect(out.trim()).toBe('')
  if (!row.answers && !row.keep) return {}
  const answer: unknown = JSON.parse(out)
  if (row.answers) expect(answer).toMatchObject(row.answers)
  return kept(row, answer)
}

async function untilAnswered(cli: AwsCli, row: Command, values: Values): Promise<Ran> {
  const giveUpAt = performance.now() + 40_000
  for (;;) {
    const ran = await cli.run(argumentsOf(row, values))
    try {
      judge(row, ran)
      return ran
    } catch (error) {
      if (performance.now() > giveUpAt) throw error
      await wait(100)
    }
  }
}

async function labValues({stop: _, ...info}: ServedLab): Promise<Values> {
  const {now} = (await (await fetch(`${info.endpoint}/_lab/clock`)).json()) as {now: string | number}
  const nowMs = new Date(now).getTime()
  const times = {now: nowMs, tenMinutesAgo: nowMs - 600_000, hourAgo: nowMs - 3_600_000}
  const texts = Object.entries(times).flatMap(([name, ms]) => [
    [name, new Date(ms).toISOString()],
    [`${name}Seconds`, String(Math.floor(ms / 1000))],
  ])
  return {...info, ...Object.fromEntries(texts)}
}

async function advance({endpoint}: ServedLab, seconds: number): Promise<void> {
  const answer = await fetch(`${endpoint}/_lab/advance`, {method: 'POST', body: JSON.stringify({seconds})})
  expect(answer.ok, await answer.text()).toBe(true)
}
