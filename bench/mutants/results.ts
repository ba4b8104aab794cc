import {readFileSync} from 'node:fs'

/** A line of the results. */
export type Result = {killed: number; by: string} | {tried: number[]; by: string} | {unstable: string}

export const linesOf = (path: string): Result[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Result)

export const killedIn = (path: string): ReadonlySet<number> =>
  new Set(linesOf(path).flatMap(line => ('killed' in line ? [line.killed] : [])))
