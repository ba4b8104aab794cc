import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {ConcurrencyReport, FunctionConcurrency} from '../../model/views/concurrency.ts'
import {count, number, percent} from '../../text/units.ts'
import {type Row, table} from '../text/columns.ts'
import {clock, dateAndTime} from '../text/instants.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {flow, wrap} from '../text/wrap.ts'
import {gapLines} from '../watch/iterator-age.ts'

/** Of so few functions the shards are listed too. */
const fewFunctions = 3
const widestBar = 30

/** Use against limits, the need of the pipelines, and who takes the rest. */
export function concurrencyText(report: ConcurrencyReport, style: Style): string {
  const page = pageOf(style)
  const blocks = [
    accountLines(report, page),
    functionLines(report, page),
    otherLines(report, page),
    gapLines(report.missing, page),
    footer(report, page),
  ]
  return blocks
    .filter(block => block.length > 0)
    .map(block => block.map(line => line.trimEnd()).join('\n'))
    .join('\n\n')
}

const known = (value: number | null): string => (value === null ? 'unknown' : number(value))

function accountLines({account}: ConcurrencyReport, page: Page): string[] {
  const use = (maximum: number | null, limit: number | null): string =>
    maximum === null ? 'use unknown' : `${number(maximum)} in use at most${limit ? ` (${percent(maximum / limit)})` : ''}`
  const rows: Row[] = [
    {cells: ['all functions', known(account.limit)], text: use(account.maximum, account.limit), paint: page.ink.reset},
    {
      cells: ['without reserved concurrency', known(account.unreservedLimit)],
      text: use(account.unreservedMaximum, account.unreservedLimit),
      paint: page.ink.reset,
    },
  ]
  return [page.ink.bold('Account: concurrent executions'), ...table(rows, page)]
}

const signs: Record<FunctionConcurrency['judgement'], string> = {enough: '=', shared: ' ', 'too-low': '!', stopped: '!', unknown: '?'}

function functionLines({functions}: ConcurrencyReport, page: Page): string[] {
  const rows = functions.map((one): Row => {
    const paint = one.judgement === 'enough' ? page.ink.green : one.judgement === 'shared' ? page.ink.reset : page.ink.yellow
    const shards = functions.length <= fewFunctions || page.style.verbose ? ` ${shardWords(one)}` : ''
    const use = one.maximum === null ? '' : ` ${number(one.maximum)} in use at most.`
    return {cells: [signs[one.judgement], page.text(one.function)], text: page.text(`${one.says}${use}${shards}`), paint}
  })
  return [page.ink.bold('Functions of pipelines'), ...table(rows, page)]
}

const shardWords = ({mappings}: FunctionConcurrency): string =>
  `${mappings
    .map(({table: name, openShards, parallelizationFactor, state}) => {
      const shards = openShards === null ? 'unknown shards' : count(openShards, 'open shard')
      return `${name ?? 'unknown table'}: ${shards} × ${parallelizationFactor ?? mappingDefaults.parallelizationFactor}${state === 'Enabled' ? '' : ` (${state})`}`
    })
    .join('; ')}.`

function otherLines({others, othersAsked, othersTogether, othersLeftOut, account}: ConcurrencyReport, page: Page): string[] {
  const [first] = others
  if (!first) return []
  const sign = page.style.unicode ? '█' : '#'
  const rows = others.map(({function: name, maximum}): Row => {
    const bar = sign.repeat(Math.max(1, Math.round((maximum / Math.max(1, first.maximum)) * Math.min(widestBar, page.style.columns - 30))))
    return {cells: [number(maximum), page.text(name)], text: bar, paint: page.ink.reset}
  })
  const of = `Highest concurrency, of ${count(othersAsked, 'function')} that ran in the last 3 h${othersLeftOut ? ' (there are more)' : ''}`
  // Some invocations show in no metric of a listed function.
  const unseen = !othersLeftOut && account.maximum !== null && othersTogether < account.maximum / 2
  const gap = unseen
    ? `The listed functions explain ${number(othersTogether)} of the ${number(account.maximum ?? 0)} concurrent executions: the other users are not known.`
    : ''
  return [...wrap(of, page.prose).map(line => page.ink.bold(line)), ...table(rows, page), ...wrap(page.text(gap), page.prose)]
}

function footer({takenAt: at, region, window, usage}: ConcurrencyReport, page: Page): string[] {
  const requests = Object.values(usage.requests).reduce((sum, n) => sum + n, 0)
  const parts = [
    region,
    dateAndTime(at),
    `maxima of minutes, ${clock(window.start, at)} to ${clock(window.end, at)}`,
    `${count(requests, 'request')} to AWS, $${usage.usd.toFixed(4)}`,
  ]
  return flow(
    parts.map(part => page.text(part)),
    ` ${page.glyphs.dot} `,
    page.prose,
  ).map(line => page.ink.dim(line))
}
