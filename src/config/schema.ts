import {z} from 'zod'
import {thresholds} from './thresholds.ts'

/** The names that a configuration may use. */
export interface Known {
  checks: readonly string[]
  causes: readonly string[]
  /** Settings that can be asserted. */
  settings: readonly string[]
}

const pattern = z
  .string()
  .regex(/^[A-Za-z0-9_*?-]+$/, 'a name of a function; * matches any letters, ? matches one')
  .describe('a name of a function; * matches any letters, ? matches one')

const scalar = z.union([z.string(), z.number(), z.boolean()], 'a text, a number, true or false')

const assertion = z
  .strictObject({
    is: scalar.optional(),
    oneOf: z.array(scalar).min(1).optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    present: z.boolean().optional(),
  })
  .refine(value => Object.keys(value).length > 0, 'one of is, oneOf, atLeast, atMost, present')

/** The rules for all functions and for some. */
const rules = ({checks, settings}: Known) => ({
  thresholds: thresholds.optional(),
  checks: z
    .partialRecord(z.enum(checks), z.enum(['on', 'off', 'info', 'low', 'medium', 'high', 'critical']))
    .optional()
    .describe('by check: off, on, or on with another severity'),
  assert: z
    .partialRecord(z.enum(settings), assertion)
    .optional()
    .describe("by setting of the mapping or function, in AWS's own names: the required value"),
})

const mute = ({checks, causes, settings}: Known) =>
  z.strictObject({
    function: pattern,
    check: z.enum([...checks, ...causes, ...settings.map(name => `assertion-${name}`)]).describe('a check or a cause'),
    owner: z.string().min(1),
    reason: z.string().min(1),
    until: z.iso
      .date('a day such as 2026-12-31')
      .describe('the last day on which it is muted (UTC); after it, the mute is a finding itself'),
  })

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
    functions: z
      .array(
        z.strictObject({
          match: z.union([pattern, z.array(pattern).min(1)], 'a name of a function, a pattern of names, or a list of them'),
          ...rules(known),
        }),
      )
      .optional()
      .describe('rules for some functions; where several match, the later one decides'),
    mutes: z.array(mute(known)).optional(),
    notify: z
      .array(notification)
      .optional()
      .describe(
        'run with --notify alone: at the end of `doctor` and `merge`, and when a pipeline changes its state under `iterator-age --watch`',
      ),
  })

export type Config = z.infer<ReturnType<typeof configSchema>>
export type Notification = z.infer<typeof notification>
