/**
 * What `@jest/globals` is here. Jest makes `test` and the rest anew for each test file, but modules that more than
 * one file imports are loaded once: so these hand on to the file that is being run.
 */
let ofFile = {};
let environment;

export function setOfFile(globals, itsEnvironment) {
  ofFile = globals;
  environment = itsEnvironment;
}

/** A function that is looked up when it is called, and so are its parts: `describe.skip.each`. */
const handedOn = (find) =>
  new Proxy(() => undefined, {
    apply: (_, self, given) => Reflect.apply(find(), self, given),
    get: (_, name) => handedOn(() => find()[name]),
  });

const of = (name) => handedOn(() => ofFile[name]);

export const [describe, test, it] = [of('describe'), of('test'), of('it')];
export const [beforeAll, beforeEach] = [of('beforeAll'), of('beforeEach')];
export const [afterAll, afterEach] = [of('afterAll'), of('afterEach')];
export const expect = of('expect');
export const jest = {
  fn: (...given) => environment.moduleMocker.fn(...given),
  spyOn: (...given) => environment.moduleMocker.spyOn(...given),
  restoreAllMocks: () => environment.moduleMocker.restoreAllMocks(),
  useFakeTimers: (options) => environment.fakeTimersModern.useFakeTimers(options),
  useRealTimers: () => environment.fakeTimersModern.useRealTimers(),
  advanceTimersByTime: (ms) => environment.fakeTimersModern.advanceTimersByTime(ms),
  getTimerCount: () => environment.fakeTimersModern.getTimerCount(),
  setTimeout: (ms) => {
    globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = ms;
  },
};
