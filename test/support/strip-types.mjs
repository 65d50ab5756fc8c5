import { stripTypeScriptTypes } from 'node:module';

/** Jest runs TypeScript the way Node does: types are stripped, nothing is compiled. Line numbers stay true. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
