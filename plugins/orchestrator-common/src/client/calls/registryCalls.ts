import type { RegistryApi } from '../apis/RegistryApi';
import type { HttpCall } from '../http/createHttpCall';
import { path } from '../http/path';
import { deletion, saving } from '../http/confirmed';

/** {@link RegistryApi} over HTTP. */
export function registryCalls(call: HttpCall): RegistryApi {
  return {
    async listResourceTypes(filter, options) {
      return call(path`resource-types`, { query: { ...filter } }, options);
    },
    async saveResourceType(name, text, options) {
      return call(path`resource-types/${name}`, saving(text, options), options);
    },
    async deleteResourceType(name, options) {
      return call(path`resource-types/${name}`, deletion(options), options);
    },
    async getResourceTypeManifest(name, options) {
      return call(path`resource-types/${name}/manifest`, {}, options);
    },
    async listEnvironmentTypes(options) {
      return call(path`environment-types`, {}, options);
    },
    async saveEnvironmentType(name, text, options) {
      return call(path`environment-types/${name}`, saving(text, options), options);
    },
    async deleteEnvironmentType(name, options) {
      return call(path`environment-types/${name}`, deletion(options), options);
    },
    async getEnvironmentTypeManifest(name, options) {
      return call(path`environment-types/${name}/manifest`, {}, options);
    },
    async listDrivers(options) {
      return call(path`drivers`, {}, options);
    },
    async listManifestSources(filter, options) {
      return call(path`sources`, { query: { ...filter } }, options);
    },
    async askImpact(change, options) {
      return call(path`impact`, { body: change }, options);
    },
    async getImpact(uid, options) {
      return call(path`impact/${uid}`, {}, options);
    },
    async explain(request, options) {
      return call(path`explain`, { body: request }, options);
    },
  };
}
