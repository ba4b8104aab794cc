import type {Code} from '../model/evidence/evidence.ts'

/** Why nothing can be concluded from finding nothing in the code; null when it was all followed. */
export function whyUnjudged({notRead, handling}: Code): string | null {
  if (notRead !== null) return `the code was not read: ${notRead}`
  if (handling === null) return 'this evidence comes from an older version that did not follow values in the code'
  return handling.notJudged
}

/** `index.mjs:8:31`, as editors and terminals open it. */
export const placeOf = ({file, line, column}: {file: string; line: number; column: number}): string => `${file}:${line}:${column}`
