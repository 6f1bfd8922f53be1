import type { DefinitionTestsApi } from '../apis/DefinitionTestsApi';
import { deletion, saving } from '../http/confirmed';
import type { HttpCall } from '../http/createHttpCall';
import { path } from '../http/path';

/** {@link DefinitionTestsApi} over HTTP. */
export function definitionTestsCalls(call: HttpCall): DefinitionTestsApi {
  return {
    async listDefinitionTests(options) {
      return call(path`definition-tests`, {}, options);
    },
    async runDefinitionTests(request = {}, options) {
      return call(path`definition-tests/run`, { body: request }, options);
    },
    async saveDefinitionTest(name, text, options) {
      return call(path`definition-tests/${name}`, saving(text), options);
    },
    async deleteDefinitionTest(name, options) {
      return call(path`definition-tests/${name}`, deletion(), options);
    },
    async getDefinitionTestManifest(name, options) {
      return call(path`definition-tests/${name}/manifest`, {}, options);
    },
  };
}
