export { orderInLayers, type LayeredOrder } from './orderInLayers';
