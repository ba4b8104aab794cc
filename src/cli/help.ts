import {Help} from '@oclif/core/help'
import {helpGroups} from './help-groups.ts'

/** The list of commands by purpose, instead of by the alphabet. */
export default class GroupedHelp extends Help {
  protected override async showRootHelp(): Promise<void> {
    const {commands, topics} = this.config
    const words = new Map([
      ...topics.map(({name, description}) => [name, description] as const),
      ...commands.map(({id, summary}) => [id, summary] as const),
    ])
    this.log(this.formatRoot())
    for (const [title, names] of helpGroups) {
      const rows = names.map((name): [string, string | undefined] => [name, words.get(name)])
      this.log('')
      this.log(this.section(title, this.renderList(rows, {indentation: 2, spacer: '\n', stripAnsi: this.opts.stripAnsi ?? false})))
    }
  }
}
