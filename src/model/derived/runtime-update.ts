/** The runtime of a function has another version than before, or is another one. Times are epoch milliseconds. */
export interface RuntimeUpdate {
  /** The version of the function; null where the log does not name it. */
  version: string | null
  /** Somebody set another runtime; else AWS updated the managed one. */
  isSet: boolean
  /** As Lambda logs it: nodejs:22.v34. */
  from: string
  to: string
  /** Null where the log does not name it. */
  fromArn: string | null
  /** The newest start with the version before. */
  lastBeforeMs: number
  /** The first start with the new version. */
  firstMs: number
}
