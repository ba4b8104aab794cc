/** Epoch milliseconds as ISO 8601 UTC, seconds precision where there are no milliseconds. */
export const iso = (ms: number): string => new Date(ms).toISOString()

/** The same to the minute: "2026-11-23T02:38Z". */
export const isoMinute = (ms: number): string => `${iso(ms).slice(0, 16)}Z`

/** An ISO 8601 instant as epoch milliseconds. */
export const epochMs = (instant: string): number => Date.parse(instant)

/** "45 s", "12 min", "3 h 20 min", "2 d 4 h": two parts at most, from seconds. */
export function duration(seconds: number): string {
  const s = Math.round(Math.abs(seconds))
  const sign = seconds < 0 && s > 0 ? '−' : ''
  if (s < 120) return `${sign}${s} s`
  const minutes = Math.round(s / 60)
  if (minutes < 60) return `${sign}${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${sign}${hours} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`
  const days = Math.floor(hours / 24)
  return `${sign}${days} d${hours % 24 ? ` ${hours % 24} h` : ''}`
}

/** A ratio 0–1 as a percentage with two significant digits: "0.4 %", "12 %", "100 %". */
export function percent(ratio: number): string {
  const p = ratio * 100
  return `${p !== 0 && Math.abs(p) < 10 ? Number(p.toPrecision(2)) : Math.round(p)} %`
}

/** A ratio before "the earlier rate" and the like: "98 % of", and from double on "5.8 ×". One form per value, so that a report repeats it in the same words. */
export const multiple = (ratio: number): string => (ratio < 2 ? `${percent(ratio)} of` : `${number(ratio)} ×`)

/** Thousands separated by commas, at most one decimal below 100. */
export const number = (value: number): string =>
  (Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value)).toLocaleString('en-US')

/** USD: "$0.0123"; "under $0.0001" where that would round to nothing. */
export const dollars = (usd: number): string => (usd > 0 && usd < 0.0001 ? 'under $0.0001' : `$${usd.toFixed(4)}`)

/** "1 shard", "3 shards". */
export const count = (n: number, noun: string, plural = `${noun}s`): string => `${number(n)} ${number(n) === '1' ? noun : plural}`

/**
 * Text from AWS, logs, keys and names without control characters: a terminal must not obey it. Newlines become blanks; a code unit that is no
 * character (half a surrogate pair, U+FFFE) becomes a question mark, because neither UTF-8 nor XML can hold it.
 */
export const printable = (text: string): string =>
  text
    .replace(/[\r\n\t]+/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, '?')
