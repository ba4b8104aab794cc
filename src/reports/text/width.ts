import stringWidth from 'string-width'

/**
 * Runs of a text: signs that take one column, signs that take two, and others in pieces, each with its combining marks. Only the others need
 * a segmenter, whose time grows with the square of a text's length.
 */
const runs =
  /(?<narrow>[ -~\u00a1-\u00a8\u00aa-\u00ac\u00af-\u02ff\u0391-\u03c9\u0410-\u044f\u2013-\u2027\u2190-\u2193\u2212\u2260-\u2265\u2500-\u259f]+(?![\p{Mark}\p{Emoji_Modifier}]))|(?<wide>[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]+(?![\p{Mark}\p{Emoji_Modifier}]))|(?:[^ -~]{1,32}|.)[\p{Mark}\p{Emoji_Modifier}\u200d]*/gsu

const plainAscii = /^[ -~]*$/

/**
 * How many terminal columns a text takes. The count ends beyond `most` columns: a word that is wider than its line needs no exact width,
 * however long it is.
 */
export function widthOf(text: string, most = Number.POSITIVE_INFINITY): number {
  if (text.length > most && plainAscii.test(text.slice(0, most + 1))) return most + 1
  if (plainAscii.test(text)) return text.length
  let width = 0
  for (const {0: run, groups} of text.matchAll(runs)) {
    width += groups?.narrow !== undefined ? run.length : groups?.wide !== undefined ? 2 * run.length : stringWidth(run)
    if (width > most) break
  }
  return width
}
