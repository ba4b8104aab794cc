import {AwsError} from '../aws/transport/aws-error.ts'

/** What a plan can do without: where AWS refuses or fails to tell it, `otherwise`, and the plan says so. */
export async function unlessFailed<T, E>(reading: Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AwsError) return otherwise
    throw error
  }
}
