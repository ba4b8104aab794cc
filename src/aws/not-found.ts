import {AwsError} from './transport/aws-error.ts'

/** The answer, or null when AWS says that there is no such thing. That is knowledge, not a failure. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'not-found') return null
    throw error
  }
}
