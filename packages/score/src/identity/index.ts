export { parseResourceUid, privateResourceId, resourceUid, type ResourceUid } from './ResourceUid';
export type { ResourceRequest } from './ResourceRequest';
export { collectResourceRequests } from './collectResourceRequests';
export { orderResourceRequests } from './orderResourceRequests';
