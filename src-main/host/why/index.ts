// "Why?": causes of trouble, with evidence and remedies.
export { whyService } from './why-service'
