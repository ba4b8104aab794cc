import {UserError} from '../model/errors.ts'
import {call} from './client.ts'
import type {Aws} from './connection.ts'
import {lambdaClient} from './lambda.ts'

/** The region of the run: as given, or what the SDK finds in the environment or the profile. */
export async function regionOf(aws: Aws): Promise<string> {
  const {region, profile} = aws.options
  if (region !== undefined) return region
  try {
    return await call(aws, 'lambda:ListEventSourceMappings', async () => (await lambdaClient(aws)).config.region())
  } catch (cause) {
    if (!/region is missing/i.test(String((cause as Error).message))) throw cause
    const where = profile === undefined ? '' : ` in the profile ${profile}`
    throw new UserError('E_NO_REGION', 4, `No AWS region is set${where}.`, [
      'Name it with --region, for example --region eu-west-1.',
      'Or set AWS_REGION, or a region for the profile in ~/.aws/config.',
    ])
  }
}
