import type { DefinitionsApi } from '../apis/DefinitionsApi';
import type { HttpCall } from '../http/createHttpCall';
import { path } from '../http/path';
import { deletion, saving } from '../http/confirmed';

/** {@link DefinitionsApi} over HTTP. */
export function definitionsCalls(call: HttpCall): DefinitionsApi {
  return {
    async listDefinitions(filter, options) {
      return call(path`definitions`, { query: { ...filter } }, options);
    },
    async getDefinition(name, options) {
      return call(path`definitions/${name}`, {}, options);
    },
    async listDefinitionVersions(name, options) {
      return call(path`definitions/${name}/versions`, {}, options);
    },
    async getDefinitionManifest(name, { version } = {}, options) {
      const route =
        version === undefined
          ? path`definitions/${name}/manifest`
          : path`definitions/${name}/versions/${String(version)}/manifest`;
      return call(route, {}, options);
    },
    async listDefinitionUsage(name, filter, options) {
      return call(path`definitions/${name}/usage`, { query: { ...filter } }, options);
    },
    async promoteVersions(request, options) {
      return call(path`promotions`, { body: request }, options);
    },
    async changeVersionStatus(name, version, request, options) {
      const route = path`definitions/${name}/versions/${String(version)}/status`;
      return call(route, { body: request }, options);
    },
    async createDefinition(text, options) {
      return call(path`definitions`, { ...saving(text, options), method: 'POST' }, options);
    },
    async updateDefinition(name, text, options) {
      return call(path`definitions/${name}`, saving(text, options), options);
    },
    async deleteDefinition(name, options) {
      return call(path`definitions/${name}`, deletion(options), options);
    },
    async listPins(filter, options) {
      return call(path`pins`, { query: { ...filter } }, options);
    },
    async setPin(request, options) {
      return call(path`pins`, { body: request }, options);
    },
    async deletePin(uid, options) {
      return call(path`pins/${uid}`, { method: 'DELETE' }, options);
    },
  };
}
