const assert = require('node:assert');
const { titleCase } = require('./program.js');

assert.strictEqual(titleCase(''), '');
assert.strictEqual(titleCase('  a  tale of two cities '), 'A Tale of Two Cities');
assert.strictEqual(titleCase('of mice and men'), 'Of Mice and Men');
assert.strictEqual(titleCase('something to look at'), 'Something to Look At');
