/** A rule of the house's English: its matches in a text, each as the words to show. */
export interface WordRule {
  id: string
  find: (text: string) => string[]
}

const matches =
  (pattern: RegExp) =>
  (text: string): string[] =>
    [...text.matchAll(pattern)].map(([words]) => words)

const word = (words: string): RegExp => new RegExp(`\\b(?:${words})\\b`, 'gi')

/** Words that AWS and operators do not use, each with the one to write. */
export const banned: Record<string, string> = {
  'mend(?:s|ed|ing)?': 'fix',
  lateness: 'iterator age',
  anew: 'again, or a verb that says it',
  'sets? aside': 'skip',
  '(?:goes|go|went) by': 'use, follow',
  'lanes?': 'shard, or concurrent batch',
  'for want of': 'missing',
  'in hand': 'selected, pending',
  '(?:is|are|be) none': 'say it directly',
  '(?:bears?|bore) (?:it|that|this|them|the|on)': 'handle',
  'in a word': 'summary',
  '(?:given|gives?|gave|giving) up': 'discard, expire, stop',
  '(?:takes?|took|taken|taking)(?: (?:it|them|this|that))? back': 'undo, revert',
  'puts? (?:it |them )?back': 'restore',
  '(?:stands?|stood) still|standing still': 'is blocked',
  '(?:looks?|looked|looking) away': 'ignore, treat as OK',
  'would settle|settles? it': 'to confirm, decide',
  told: 'reported, known, distinguished',
  asked: 'requested, read on demand',
  '(?:a|an|the|no|its|their|without a|each) reserves?': 'reserved concurrency',
  '(?:goes|go|went|going) on': 'continue, resume',
  'any ?more': 'no longer',
  'all the same': 'nevertheless',
  'over and over|again and again': 'repeatedly, at every retry',
  '(?:lets?|letting) (?:\\w+ )?(?:in|out)': 'allow',
  'way out': 'outbound access, egress',
  'speaks? (?:for|against)': 'evidence for, evidence against',
  '(?:sent|tried) again': 'retried',
  '(?:a|each|first|every|more|many|of) looks?|the looks?': 'sample',
  '(?:is|are|was|were|be) looked (?:at|for|into)': 'sampled, checked, read',
  '(?:says?|tells?|told|asks?|wants?|knows?) (?:nobody|no one|of)': 'a thing does not speak: contains, reports, needs',
  'is to be|are to be': 'must, or the imperative',
}

/** Things that speak: the noun before the verb is no person. */
const things =
  'log|logs|mapping|function|stream|table|metric|metrics|report|plan|evidence|file|configuration|settings?|alarm|alarms|page|cause|causes|check|checks|AWS|Lambda|CloudWatch|response|error|errors|code|handler|role|policy|filter|filters|name|it|that'

const sentences = (text: string): string[] => text.split(/(?<=[.!?])\s+(?=[A-Z{"(])|\n+|(?<=[:;])\s+/)

const headings = new Set(['What it means', 'What looks like it', 'What ended it elsewhere'])

/** Nouns that are counted in these texts. */
const counted =
  'shards|records|batches|invocations|mappings|functions|pipelines|errors|requests|minutes|hours|alarms|readers|retries|findings|checks|causes|versions|executions|deliveries|streams|tables|keys|points|changes|steps|files|samples|filters|patterns|places|cells|attempts|datapoints'

export const rules: WordRule[] = [
  {id: 'banned words', find: text => Object.keys(banned).flatMap(words => matches(word(words))(text))},
  {
    id: 'things that speak',
    find: matches(new RegExp(`\\b(?:${things}) (?:says?|tells?|told|asks?|wants?|bears?|knows?)\\b`, 'gi')),
  },
  // A question may begin with it, and so do three headings of the pages (test/parity.test.ts).
  {
    id: 'noun phrases with what',
    find: text => (text.trim().endsWith('?') || headings.has(text) ? [] : matches(/\bwhat(?:ever)?\b(?: \S+){0,3}/gi)(text)),
  },
  {
    id: 'sentences over 25 words',
    find: text => sentences(text).filter(sentence => sentence.split(/\s+/).filter(part => /[\p{L}\d{]/u.test(part)).length > 25),
  },
  // A price, a version and an address have more; a threshold such as 0.001 needs them.
  {id: 'raw floats', find: matches(/(?<![$\d.v-])(?!0\.0+\d\b)\d+\.\d{3,}(?![\d.])/g)},
  {
    id: 'plurals that do not agree',
    find: text => [
      ...matches(/(?<![\d.,=-]|\bof )\b1 (?!s\b|is\b|was\b|has\b|as\b|minus\b|plus\b)[a-z]+s\b/g)(text),
      ...matches(new RegExp(`\\{\\} (?:${counted})\\b`, 'g'))(text),
    ],
  },
]
