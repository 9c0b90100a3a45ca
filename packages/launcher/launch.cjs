'use strict';
// The door of every command: npm start, npm test and the others. It is written in the oldest JavaScript, so that a Node
// of any age can read it and say in one sentence that it is too old. Everything newer is loaded after that.

var tooOld = require('./src/node-version.cjs').tooOld;

var sentence = tooOld(process.versions.node);
if (sentence) {
  console.error('huiyin: ' + sentence);
  process.exit(1);
}
require('./src/enter.cjs')(process.argv[2] || '', process.argv.slice(3));
