import { expect, test } from 'vitest'
import { readDiff } from '../../app/_ui/genomes/diff-model.ts'

const diff = `--- a/organism.js
+++ b/organism.js
@@ -1,4 +1,4 @@
 const a = 1
-let swapped = false
-if (x > y) {
+let swapped = true
+if (x >= y) {
 <script>alert(1)</script>
`

const shape = (text: string) => readDiff(text).map((file) => ({
  name: file.name, added: file.added, removed: file.removed,
  rows: file.blocks.flatMap((block) => block.rows.map((row) => `${row.kind} ${row.before ?? ''}:${row.after ?? ''} ${row.pieces.map((piece) => (piece.isChanged ? `[${piece.text}]` : piece.text)).join('')}`)),
}))

test('reads lines with their numbers and marks the words that differ in each pair', () => {
  expect(shape(diff)).toEqual([{
    name: 'organism.js', added: 2, removed: 2,
    rows: [
      'same 1:1 const a = 1',
      'removed 2: let swapped = [false]',
      'removed 3: if (x > y) {',
      'added :2 let swapped = [true]',
      'added :3 if (x >[=] y) {',
      'same 4:4 <script>alert(1)</script>',
    ],
  }])
})

test('marks no words where lines have no partner', () => {
  const rows = shape('--- a/x\n+++ b/x\n@@ -1,2 +1,1 @@\n-one two\n-three\n+one four\n')[0]!.rows
  expect(rows).toEqual(['removed 1: one two', 'removed 2: three', 'added :1 one four'])
})

test('makes visible what would reorder the code on the page', () => {
  expect(shape('--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n+if (admin\u202E) {\n')[0]!.rows[1]).toContain('‹U+202E›')
})

test('is empty where nothing differs', () => {
  expect(readDiff('')).toEqual([])
})
