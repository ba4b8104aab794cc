import {boolean, custom, string} from '@oclif/core/flags'
import type {Part} from '../../model/slice.ts'
import type {Tag, Targets} from '../../model/targets.ts'
import {UserError} from '../../model/user-error.ts'

const fleet = {helpGroup: 'FLEET'}
const several = {multiple: true, multipleNonGreedy: true} as const

/** Which pipelines of an account, and which accounts and regions. All of them must hold. */
export const fleetFlags = {
  all: boolean({description: 'All pipelines of the account and region.', ...fleet}),
  table: string({description: 'Pipelines of this table. Can be repeated: any may match.', helpValue: 'TABLE', ...several, ...fleet}),
  tag: custom<Tag>({parse: async text => tagOf(text)})({
    description: 'Pipelines whose function or mapping has this tag. Can be repeated: all must match.',
    helpValue: 'KEY[=VALUE]',
    ...several,
    ...fleet,
  }),
  stack: string({
    description: 'Pipelines of this CloudFormation stack. Can be repeated: any may match.',
    helpValue: 'STACK',
    ...several,
    ...fleet,
  }),
  region: string({
    description: "AWS region; default: from the SDK's usual chain. Can be repeated.",
    helpValue: 'REGION',
    ...several,
    helpGroup: 'CONNECTION',
  }),
  profile: string({
    description: 'Profile of the shared AWS configuration. Can be repeated: one account each.',
    helpValue: 'NAME',
    ...several,
    helpGroup: 'CONNECTION',
  }),
  'all-regions': boolean({description: 'Every region that is enabled for the account.', ...fleet}),
  'role-arn': custom<string>({parse: async text => roleOf(text)})({
    description: 'Assume this role. Can be repeated: one account each.',
    helpValue: 'ARN',
    ...several,
    ...fleet,
  }),
  // Before 1.0 it was --shard, which is AWS's word for a part of a stream. The alias goes with the next release.
  slice: custom<Part>({parse: async text => partOf(text)})({
    description: 'Only this slice of the pipelines. `merge` joins the reports of all slices.',
    helpValue: 'N/OF',
    aliases: ['shard'],
    ...fleet,
  }),
}

export interface FleetFlags {
  all?: boolean | undefined
  'all-regions'?: boolean | undefined
  table?: string[] | undefined
  tag?: Tag[] | undefined
  stack?: string[] | undefined
  region?: string[] | undefined
  profile?: string[] | undefined
  'role-arn'?: string[] | undefined
  slice?: Part | undefined
}

/** The flags that make a run one of many pipelines. */
const choosing = ['all', 'table', 'tag', 'stack', 'all-regions', 'role-arn', 'slice'] as const

const wrong = (message: string, ...hints: string[]): UserError => new UserError('E_USAGE', message, hints)

/** Whether more than one function in one account and region is meant. */
export const isFleet = (functionText: string | undefined, flags: FleetFlags): boolean =>
  choosing.some(name => flags[name] !== undefined && flags[name] !== false) ||
  (flags.region?.length ?? 0) > 1 ||
  (flags.profile?.length ?? 0) > 1 ||
  /[*?]/.test(functionText ?? '')

/** The pipelines that are meant. Without anything that chooses among them, --all must say so. */
export function targetsOf(functionText: string | undefined, {all, table = [], tag = [], stack = []}: FleetFlags): Targets {
  const pattern = functionText?.trim() || null
  if (pattern !== null && !/^[A-Za-z0-9_*?-]+$/.test(pattern))
    throw wrong(
      `"${pattern}" is not a name of a function, nor a pattern of one.`,
      'Write `orders-*`, or `ddbstream doctor` with a single function.',
    )
  if (pattern === null && !all && table.length + tag.length + stack.length === 0)
    throw wrong(
      'Missing argument: a name pattern, or --all.',
      'All: `ddbstream doctor --all`.',
      'Some: `ddbstream doctor "orders-*"`, --table, --tag, --stack.',
    )
  return {functionPattern: pattern, tables: table, tags: tag, stacks: stack}
}

export function tagOf(text: string): Tag {
  const at = text.indexOf('=')
  if (at === 0 || text === '') throw wrong(`--tag ${text} names no key.`, 'Write `--tag team=orders`.')
  return at < 0 ? {key: text, value: null} : {key: text.slice(0, at), value: text.slice(at + 1)}
}

/** An ARN of IAM has no region (IAM User Guide, "IAM identifiers"). */
function roleOf(text: string): string {
  if (/^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/.test(text)) return text
  throw wrong(
    `--role-arn ${JSON.stringify(text)} is not the ARN of a role.`,
    'Write the full ARN: `--role-arn arn:aws:iam::123456789012:role/ddbstream`.',
  )
}

/** `3/8`: the third of eight slices. */
export function partOf(text: string): Part {
  const [, shard, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []
  const part = {shard: Number(shard), of: Number(of)}
  if (!(part.shard >= 1 && part.shard <= part.of))
    throw wrong(`--slice ${text} is not a slice.`, 'Write `--slice 1/4`, up to `--slice 4/4`.')
  return part
}
