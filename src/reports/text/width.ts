import stringWidth from 'string-width'

const plainAscii = /^[ -~]*$/

/** How many terminal columns a text takes. Plain ASCII, which most texts are, needs no look at each sign: that would make a long report slow. */
export const widthOf = (text: string): number => (plainAscii.test(text) ? text.length : stringWidth(text))
