import {z} from 'zod'
import {thresholds} from './thresholds.ts'

/** The names that a configuration may use. */
export interface Known {
  checks: readonly string[]
  causes: readonly string[]
  /** Settings that can be asserted. */
  settings: readonly string[]
}

const wildcards = '* matches any letters, ? matches one'

const patternOf = (name: string, letters: RegExp) => z.string().regex(letters, `${name}; ${wildcards}`).describe(`${name}; ${wildcards}`)

const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1)])

const functionPattern = patternOf('a name of a function', /^[A-Za-z0-9_*?-]+$/)

const scalar = z.union([z.string(), z.number(), z.boolean()], 'a text, a number, true or false')

const criteria = z
  .strictObject({
    function: oneOrMore(functionPattern).optional(),
    table: oneOrMore(patternOf('a name of a table', /^[A-Za-z0-9_.*?-]+$/)).optional(),
    tag: z
      .record(z.string().min(1).max(128), oneOrMore(scalar))
      .refine(tags => Object.keys(tags).length > 0, 'a tag and its value, such as team: orders')
      .optional()
      .describe(`tags of the function with their values: all must match; ${wildcards}`),
    stack: oneOrMore(patternOf('a name of a CloudFormation stack', /^[A-Za-z0-9*?-]+$/)).optional(),
    account: oneOrMore(z.string().regex(/^\d{12}$/, 'an account number of 12 digits')).optional(),
    region: oneOrMore(patternOf('a name of a region', /^[a-z0-9*?-]+$/)).optional(),
  })
  .refine(value => Object.keys(value).length > 0, 'one of function, table, tag, stack, account, region')
  .describe('all of them must match; in a list any entry may')

const match = z
  .union([functionPattern, criteria, z.array(z.union([functionPattern, criteria])).min(1)])
  .describe('a name of a function, criteria, or a list of them of which any may match')

const severity = z.enum(['info', 'low', 'medium', 'high', 'critical'])

const assertion = z
  .strictObject({
    is: scalar.optional(),
    oneOf: z.array(scalar).min(1).optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    present: z.boolean().optional(),
    severity: severity.optional().describe('of this assertion; default: that of the check `assertion`, or high'),
    message: z.string().min(1).max(500).optional().describe('printed after the values: the reason, or whom to ask'),
  })
  .refine(({severity: _, message: __, ...value}) => Object.keys(value).length > 0, 'one of is, oneOf, atLeast, atMost, present')

/** The rules for all functions and for some. */
const rules = ({checks, settings}: Known) => ({
  thresholds: thresholds.optional(),
  checks: z
    .partialRecord(z.enum(checks), z.enum(['on', 'off', ...severity.options]))
    .optional()
    .describe('by check: off, on, or on with another severity'),
  assert: z
    .partialRecord(z.enum(settings), assertion)
    .optional()
    .describe("by setting of the mapping or function, in AWS's own names: the required value"),
})

const rule = (known: Known) => z.strictObject({match, ...rules(known)})

const mute = ({checks, causes, settings}: Known) =>
  z
    .strictObject({
      match: match.optional(),
      function: functionPattern.optional().describe('short for `match` with one name'),
      check: z.enum([...checks, ...causes, ...settings.map(name => `assertion-${name}`)]).describe('a check or a cause'),
      owner: z.string().min(1),
      reason: z.string().min(1),
      until: z.iso
        .date('a day such as 2026-12-31')
        .describe('the last day on which it is muted (UTC); after it, the mute is a finding itself'),
    })
    .refine(value => (value.match === undefined) !== (value.function === undefined), 'match, which names the functions')

const notification = z.strictObject({
  on: z
    .array(z.enum(['critical', 'degraded', 'undecided', 'at-risk', 'healthy']))
    .min(1)
    .describe('the verdicts that it is for'),
  command: z
    .array(z.string().min(1))
    .min(1)
    .describe('a program and its arguments; it gets the report, or the watched pipeline, as JSON on its standard input'),
})

export const configSchema = (known: Known) =>
  z.strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    ...rules(known),
    functions: z.array(rule(known)).optional().describe('rules for some functions; where several match, the later one decides'),
    mutes: z.array(mute(known)).optional(),
    notify: z
      .array(notification)
      .optional()
      .describe(
        'run with --notify alone: at the end of `doctor` and `merge`, and when a pipeline changes its state under `iterator-age --watch`',
      ),
  })

/** The keys that can stand in an object of the configuration, by the key that holds it; the names of checks and settings are in `known`. */
export const keysWithin = (known: Known): Readonly<Record<string, readonly string[]>> => ({
  '': Object.keys(configSchema(known).shape),
  functions: Object.keys(rule(known).shape),
  mutes: Object.keys(mute(known).shape),
  notify: Object.keys(notification.shape),
  match: Object.keys(criteria.shape),
  assertion: Object.keys(assertion.shape),
  thresholds: Object.keys(thresholds.shape),
  checks: known.checks,
  assert: known.settings,
})

/** Where the configuration stands. */
export interface Source {
  /** As the user would write it. */
  file: string
  /** The line of a key or an entry; of the entry around it, where it is not there. */
  lineOf: (path: readonly (string | number)[]) => number
}

export type Config = z.infer<ReturnType<typeof configSchema>> & {source: Source}
export type Notification = z.infer<typeof notification>
