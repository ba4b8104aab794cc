import type {Page} from '../text/style.ts'
import {hang} from '../text/wrap.ts'

const help: readonly [term: string, meaning: string][] = [
  ['q, Ctrl-C', 'quit; the last table remains on the terminal'],
  ['up, k', 'previous row or line'],
  ['down, j', 'next row or line'],
  ['PgUp', 'one page up'],
  ['PgDn, space', 'one page down'],
  ['g, Home', 'first row or line'],
  ['G, End', 'last row or line'],
  ['enter', 'details of the selected pipeline; there, enter runs the doctor'],
  ['esc', 'back; in the table: clear the filter'],
  ['/', 'filter by function, table or state; enter keeps the filter, esc clears it'],
  ['o', 'only problems, or all pipelines'],
  ['c', 'fold or unfold current pipelines'],
  ['s', 'sort by risk, age, growth, time of loss, or name'],
  ['r', 'reverse the order'],
  ['d, e, m', 'show the command of doctor, errors or mappings for the selected pipeline'],
  ['f', 'show the command of the fix, after the doctor has run'],
  ['p', 'pause: no AWS calls, no cost'],
  ['', ''],
  ['current', 'ok or idle: no record waits too long'],
  ['ok', 'records are delivered as they arrive'],
  ['slow', 'the age grows: throughput is below the write rate'],
  ['behind', 'late, neither catching up nor falling further behind'],
  ['recovering', 'catching up'],
  ['stalled', 'at least one shard is blocked'],
  ['stopped', 'records arrive and none is delivered'],
  ['losing', 'records are being lost now'],
  ['idle', 'no record to deliver'],
  ['unknown', 'too little could be read'],
  ['', ''],
  ['age', 'the highest iterator age of the newest minute; median: its p50'],
  ['errors', 'failed invocations of the function, in as many minutes as the title shows'],
  [
    'ages up to',
    'end of the newest minute with an age. CloudWatch shows a minute some minutes after it has ended, and a watch reads once a minute: a shorter interval shows nothing new',
  ],
]

const termColumns = 16

/** All keys, states and numbers of the screen. */
export const helpLines = (page: Page): string[] =>
  help.flatMap(([term, meaning]) => (term === '' ? [''] : hang(`  ${term.padEnd(termColumns)}`, page.text(meaning), page.style.columns)))
