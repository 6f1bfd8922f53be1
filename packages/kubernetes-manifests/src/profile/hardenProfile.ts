import type { JsonObject } from '@tutti/score';
import type { ResourceRequirements, WorkloadProfile } from '../model/WorkloadProfile';

/** What `restricted` of the Pod Security Standards asks of pods: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const POD_SECURITY: JsonObject = {
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** What it asks of containers; the read-only root file system is more than it asks. */
const CONTAINER_SECURITY: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/**
 * Enough for a small service, and no limit of CPU: a container beyond its memory has to stop somewhere, one beyond
 * its CPU only takes what nobody else asks for.
 */
const RESOURCES: ResourceRequirements = {
  requests: { cpu: '100m', memory: '128Mi' },
  limits: { memory: '512Mi' },
};

/**
 * Fills in what a hardened profile leaves out; what it says itself wins, property by property, so that one
 * exception does not undo the rest. Other profiles stay as they are.
 */
export function hardenProfile(profile: WorkloadProfile): WorkloadProfile {
  if (!profile.hardened) {
    return profile;
  }
  const { defaultResources } = profile;
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...profile,
    podSecurityContext: { ...POD_SECURITY, ...profile.podSecurityContext },
    securityContext: { ...CONTAINER_SECURITY, ...profile.securityContext },
    defaultResources: {
      requests: { ...RESOURCES.requests, ...defaultResources?.requests },
      limits: { ...RESOURCES.limits, ...defaultResources?.limits },
    },
  };
}

/** Says whether containers of a hardened profile need a place to write to, as they cannot write to their root. */
export function needsTemporaryFiles(profile: WorkloadProfile): boolean {
  return profile.hardened === true && profile.securityContext?.readOnlyRootFilesystem === true;
}
