import {NotAwsError} from './aws-error.ts'

/** Reads all pages. A service that hands out the same token twice would never end: that is an error. */
export async function allPages<T>(read: (token: string | undefined) => Promise<{items: T[]; next: string | undefined}>): Promise<T[]> {
  const all: T[] = []
  const seen = new Set<string>()
  let token: string | undefined
  do {
    const page = await read(token)
    all.push(...page.items)
    token = page.next || undefined
    if (token !== undefined && seen.has(token)) throw new NotAwsError('the same page was returned twice')
    if (token !== undefined) seen.add(token)
  } while (token !== undefined)
  return all
}
