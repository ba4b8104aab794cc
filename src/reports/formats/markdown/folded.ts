/** A title with lines that GitHub shows after a click. GitHub reads the lines as Markdown only after an empty one. */
export const folded = (title: string, lines: readonly string[]): string[] => [
  `<details><summary>${title}</summary>\n\n${lines.join('\n')}\n\n</details>`,
]
