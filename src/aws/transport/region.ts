import {UserError} from '../../model/user-error.ts'
import {lambdaClient} from '../lambda.ts'
import {AwsError} from './aws-error.ts'
import {call} from './client.ts'
import type {Aws} from './connection.ts'
import {missingProfile} from './profile.ts'
import {toUserError} from './user-error.ts'

/** The region is a part of the host names of AWS's endpoints. */
const hostLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** The region of the run: as given, or as the SDK finds it in the environment or the profile. */
export async function regionOf(aws: Aws): Promise<string> {
  const {region, profile} = aws.options
  if (region !== undefined) {
    if (!hostLabel.test(region)) throw notARegion(`--region ${JSON.stringify(region)}`)
    return region
  }
  try {
    return await call(aws, 'lambda:ListEventSourceMappings', async () => (await lambdaClient(aws)).config.region())
  } catch (cause) {
    const said = String((cause as Error).message)
    if (/region not accepted/i.test(said)) throw notARegion('The region of AWS_REGION or the profile')
    if (!/region is missing/i.test(said)) throw cause instanceof AwsError ? toUserError(cause, aws.options) : cause
    const unknown = missingProfile(profile)
    if (unknown !== undefined) throw unknown
    const where = profile === undefined ? '' : ` in the profile ${profile}`
    throw new UserError('E_NO_REGION', `No AWS region is set${where}.`, [
      'Name it with --region, for example --region eu-west-1.',
      'Or set AWS_REGION or AWS_DEFAULT_REGION, or a region for the profile in ~/.aws/config.',
    ])
  }
}

const notARegion = (what: string): UserError =>
  new UserError('E_BAD_REGION', `${what} is not the name of a region.`, ["Use AWS's name, for example --region eu-west-1."])
