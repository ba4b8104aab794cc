import {UserError} from '../model/user-error.ts'
import {printable} from '../text/printable.ts'

/** A function as the user named it; null where the text does not say. */
export interface FunctionReference {
  region: string | null
  account: string | null
  name: string
  qualifier: string | null
  /** Name or ARN as given, without the qualifier: requests to AWS carry it, so that an account in it counts. */
  unqualified: string
}

/** The forms of FunctionName in the Lambda API reference: name, partial ARN (account:function:name) and full ARN, each with a qualifier or without. */
const pattern =
  /^(?<unqualified>(?:(?:arn:aws[a-z-]*:lambda:(?<region>[a-z0-9-]+):)?(?<account>\d{12}):function:)?(?<name>[a-zA-Z0-9_-]{1,140}))(?::(?<qualifier>\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9_-]{1,128}))?$/

/** Reads FUNCTION as the user gave it. Text that cannot be one is wrong usage (exit code 2). */
export function parseFunction(text: string): FunctionReference {
  const parts = pattern.exec(text.trim())?.groups
  if (parts?.unqualified === undefined || parts.name === undefined) throw notAFunction(text)
  const {region = null, account = null, name, qualifier = null, unqualified} = parts
  return {region, account, name, qualifier, unqualified}
}

const notAFunction = (text: string): UserError =>
  new UserError('E_BAD_FUNCTION', `${printable(JSON.stringify(text))} does not name a Lambda function.`, [
    'Pass a name (orders), a name with its version or alias (orders:live), or an ARN of the function.',
  ])

/** An ARN of another region than that of the run is wrong usage (exit code 2). */
export function refuseOtherRegion({region: named}: Pick<FunctionReference, 'region'>, region: string | undefined): void {
  if (named === null || region === undefined || named === region) return
  throw new UserError('E_OTHER_REGION', `The function is in ${named}, but the region of this run is ${region}.`, [
    `Repeat the command with --region ${named}.`,
  ])
}

/** Takes the ARN of a function apart; as AWS writes it in a mapping, with the qualifier if there is one. */
export function functionArnParts(arn: string): Omit<FunctionReference, 'unqualified'> {
  const [, , , region, account, , name, qualifier] = arn.split(':')
  return {region: region || null, account: account || null, name: name ?? arn, qualifier: qualifier ?? null}
}
