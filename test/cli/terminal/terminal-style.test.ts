import {expect, test} from 'vitest'
import {styleFor} from '../../../src/cli/terminal/terminal-style.ts'

const tty = {isTTY: true, columns: 132}

test.each<[string, object, Record<string, string>, object]>([
  ['a terminal', tty, {LANG: 'en_US.UTF-8'}, {columns: 132, colour: true, unicode: true}],
  ['a pipe', {}, {}, {columns: 80, colour: false, unicode: true}],
  ['a pipe with COLUMNS', {}, {COLUMNS: '100'}, {columns: 100, colour: false}],
  ['a pipe with nonsense in COLUMNS', {}, {COLUMNS: 'wide'}, {columns: 80}],
  ['a very narrow terminal', {isTTY: true, columns: 20}, {}, {columns: 40}],
  ['a terminal that tells no width', {isTTY: true, columns: 0}, {}, {columns: 80}],
  ['NO_COLOR', tty, {NO_COLOR: '1'}, {colour: false}],
  ['an empty NO_COLOR', tty, {NO_COLOR: ''}, {colour: true}],
  ['FORCE_COLOR on a pipe', {}, {FORCE_COLOR: '1'}, {colour: true}],
  ['FORCE_COLOR over NO_COLOR', tty, {FORCE_COLOR: '1', NO_COLOR: '1'}, {colour: true}],
  ['FORCE_COLOR=0', tty, {FORCE_COLOR: '0'}, {colour: false}],
  ['a dumb terminal', tty, {TERM: 'dumb'}, {colour: false, unicode: false}],
  ['the Linux console', tty, {TERM: 'linux'}, {unicode: false}],
  ['the C locale', tty, {LC_ALL: 'C', LANG: 'en_US.UTF-8'}, {unicode: false}],
  ['a UTF-8 locale', tty, {LC_CTYPE: 'C.utf8'}, {unicode: true}],
])('%s', (_, terminal, environment, expected) => expect(styleFor(terminal, environment, false)).toMatchObject(expected))
