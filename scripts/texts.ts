/** All texts of checks and causes as one page, to be read in one go: `npm run texts > texts.md`. */
import {textsPage} from './texts/page.ts'

process.stdout.write(textsPage())
