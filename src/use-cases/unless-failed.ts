import {AwsError} from '../aws/transport/aws-error.ts'

/** A value that a plan can do without: where AWS refuses or fails to answer, `otherwise`, and the plan notes it. */
export async function unlessFailed<T, E>(reading: Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AwsError) return otherwise
    throw error
  }
}
