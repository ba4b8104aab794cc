/** The ratios that a report may state, each as the sentence about it; the value is in the first group that matches. */
const stated: Record<string, RegExp> = {
  'writes now, of the earlier rate':
    /Writes (?:to the table )?are (?:back )?at ([\d.,]+ (?:% of|×)) the earlier rate(?!, in the newest minute)/g,
  'writes of the newest minute, of the earlier rate': /Writes are back at ([\d.,]+ (?:% of|×)) the earlier rate, in the newest minute/g,
  'the peak of the writes, of the earlier rate': /Writes (?:to the table )?were at (?:most )?([\d.,]+ (?:% of|×)) the earlier rate/g,
  'writes of the newest minute, of the usual rate': /[Ww]rites (?:to the table )?(?:are at|rose to) ([\d.,]+ (?:% of|×)) the usual rate/g,
  'time per record, of the time before':
    /([\d.,]+) times as long per record as before|A record takes ([\d.,]+) times as long as before|The time per record is ([\d.,]+) times as long/g,
  'the share of failing invocations': /([\d.,]+ %) of the invocations fail\b/g,
  'the share of throttled invocations': /([\d.,]+ %) of the attempts to invoke the function are throttled/g,
}

/** The ratios for which a text gives more than one value, with the values. */
export function doubleRatios(text: string): Record<string, string[]> {
  const words = text.replaceAll(/\s+/g, ' ')
  const values = Object.entries(stated).map(([name, pattern]): [string, string[]] => [
    name,
    [...new Set([...words.matchAll(pattern)].map(groups => groups.slice(1).find(group => group !== undefined) ?? ''))],
  ])
  return Object.fromEntries(values.filter(([, list]) => list.length > 1))
}

/** How many of the ratios a text states at all. */
export const ratiosStated = (text: string): number =>
  Object.values(stated).filter(pattern => text.replaceAll(/\s+/g, ' ').search(pattern) >= 0).length
