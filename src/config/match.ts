import type {Criteria, Match} from '../model/settings.ts'
import {fits} from '../text/glob.ts'

/** The properties of a pipeline that a rule can match. Null: not known. */
export interface Subject {
  function: string
  table: string | null
  account: string | null
  region: string
  /** Tags of the function. */
  tags: Readonly<Record<string, string>> | null
}

/** The tag that CloudFormation sets on a function of a stack. */
const stackTag = 'aws:cloudformation:stack-name'

type Verdict = boolean | null

/** Whether any of these is true: null where none is known to be, and one is not known. */
const any = (verdicts: readonly Verdict[]): Verdict => verdicts.includes(true) || (verdicts.includes(null) ? null : false)

/** Whether all of these are true: null where none is known to be false, and one is not known. */
const all = (verdicts: readonly Verdict[]): Verdict => !verdicts.includes(false) && (verdicts.includes(null) ? null : true)

/** Whether a rule is for a pipeline; null where that depends on a property that is not known. */
export const matches = (match: Match, subject: Subject): Verdict =>
  any(listOf(match).map(one => (typeof one === 'string' ? fits(one, subject.function) : matchesAll(one, subject))))

function matchesAll(criteria: Criteria, {tags, ...subject}: Subject): Verdict {
  const names = ['function', 'table', 'account', 'region'] as const
  const tagged = (key: string, patterns: Patterns): Verdict => tags && (key in tags ? fitsAny(patterns, tags[key] ?? '') : false)
  return all([
    ...names.flatMap(name => {
      const patterns = criteria[name]
      return patterns === undefined ? [] : [fitsAny(patterns, subject[name])]
    }),
    ...Object.entries(criteria.tag ?? {}).map(([key, patterns]) => tagged(key, patterns)),
    ...(criteria.stack === undefined ? [] : [tagged(stackTag, criteria.stack)]),
  ])
}

type Patterns = string | number | boolean | readonly (string | number | boolean)[]

const fitsAny = (patterns: Patterns, value: string | null): Verdict =>
  value === null ? null : listOf(patterns).some(pattern => fits(String(pattern), value))

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T])

/** Whether it matches tags, which have to be read for it. A stack is known by a tag as well. */
export const readsTags = (match: Match): boolean =>
  listOf(match).some(one => typeof one !== 'string' && (one.tag !== undefined || one.stack !== undefined))

/** `nightly-*, or tag team=orders and region eu-*`: a match in words. */
export const matchWords = (match: Match): string =>
  listOf(match)
    .map(one => (typeof one === 'string' ? one : criteriaWords(one)))
    .join(', or ')

const criteriaWords = ({tag = {}, ...names}: Criteria): string =>
  [
    ...Object.entries(names).flatMap(([name, patterns]) => (patterns === undefined ? [] : [`${name} ${wordsOf(patterns)}`])),
    ...Object.entries(tag).map(([key, patterns]) => `tag ${key}=${wordsOf(patterns)}`),
  ].join(' and ')

const wordsOf = (patterns: Patterns): string => listOf(patterns).join('|')
