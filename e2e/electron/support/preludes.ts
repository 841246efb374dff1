// What the old Electron's Node and Chromium lack of what the sources use, in plain old JavaScript,
// run before anything else.

const LANGUAGE = `
function lacking(on, name, value) { if (!on[name]) Object.defineProperty(on, name, { value: value, writable: true, configurable: true }) }
function at(index) { return this[index < 0 ? this.length + Math.trunc(index) : Math.trunc(index)] }
lacking(Array.prototype, 'at', at)
lacking(String.prototype, 'at', at)
lacking(String.prototype, 'replaceAll', function (what, by) {
  return what instanceof RegExp ? this.replace(what, by) : this.split(what).join(typeof by === 'function' ? by(what) : by)
})
lacking(Array.prototype, 'findLastIndex', function (test) {
  for (var i = this.length - 1; i >= 0; i--) if (test(this[i], i, this)) return i
  return -1
})
lacking(Array.prototype, 'findLast', function (test) { return this[this.findLastIndex(test)] })
lacking(Array.prototype, 'toSorted', function (by) { return this.slice().sort(by) })
lacking(Array.prototype, 'toReversed', function () { return this.slice().reverse() })
lacking(Object, 'hasOwn', function (on, name) { return Object.prototype.hasOwnProperty.call(on, name) })
lacking(Promise, 'withResolvers', function () {
  var made = {}
  made.promise = new Promise(function (resolve, reject) { made.resolve = resolve; made.reject = reject })
  return made
})
lacking(URL, 'canParse', function (url, base) { try { new URL(url, base); return true } catch (_) { return false } })
if (!globalThis.structuredClone) globalThis.structuredClone = function (value) { return JSON.parse(JSON.stringify(value)) }
`

/** Node 12: no \`node:\` names, no promise folders. */
export const MAIN_PRELUDE = `${LANGUAGE}
;(function () {
  var Module = require('module')
  var load = Module._load
  var made = {
    'fs/promises': function () { return require('fs').promises },
    'timers/promises': function () {
      return { setTimeout: function (ms, value) { return new Promise(function (go) { setTimeout(go, ms, value) }) } }
    },
    diagnostics_channel: function () {
      var silent = { hasSubscribers: false, publish: function () {}, subscribe: function () {}, unsubscribe: function () {} }
      return {
        channel: function () { return silent },
        tracingChannel: function () {
          return { hasSubscribers: false, traceSync: function (run, context, self) { return run.apply(self, [].slice.call(arguments, 3)) } }
        },
      }
    },
  }
  Module._load = function (name) {
    var plain = String(name).replace(/^node:/, '')
    if (Object.prototype.hasOwnProperty.call(made, plain)) return made[plain]()
    return load.apply(this, [plain].concat([].slice.call(arguments, 1)))
  }
})()
`

/** Chromium 83. */
export const PAGE_PRELUDE = `${LANGUAGE}
if (!Element.prototype.replaceChildren) Element.prototype.replaceChildren = function () {
  this.textContent = ''
  this.append.apply(this, arguments)
}
if (!crypto.randomUUID) crypto.randomUUID = function () {
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, function (c) {
    return (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16)
  })
}
`
