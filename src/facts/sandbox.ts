import { parseBoolean, type SettingValue, type UnitConfig } from "./unit-file/index.ts";

/** A setting that takes from the first podman of a boot what it needs to map ids. */
export interface SandboxSetting extends SettingValue {
  readonly key: string;
}

/**
 * What a user manager of systemd 257 cannot do without giving up privileges (booted, podman 5.4.2): seccomp filters set
 * NoNewPrivileges, and all that needs mounts or namespaces puts the service into a user namespace of its own.
 */
const since257 = [
  "NoNewPrivileges",
  "ProtectSystem",
  "ProtectHome",
  "PrivateTmp",
  "PrivateUsers",
  "PrivateNetwork",
  "PrivateDevices",
  "PrivateIPC",
  "PrivateMounts",
  "SystemCallFilter",
  "SystemCallArchitectures",
  "MemoryDenyWriteExecute",
  "LockPersonality",
  "RestrictSUIDSGID",
  "RestrictRealtime",
  "RestrictNamespaces",
  "RestrictAddressFamilies",
  "ProtectKernelTunables",
  "ProtectKernelModules",
  "ProtectControlGroups",
  "ProtectClock",
  "ProtectHostname",
  "ReadWritePaths",
  "ReadOnlyPaths",
  "InaccessiblePaths",
  "TemporaryFileSystem",
  "BindPaths",
] as const;

/** What needs mounts: systemd 252 leaves it out of a user's service without a word (booted, podman 4.3.1). */
const leftOutUntil252: readonly string[] = [
  "ProtectSystem",
  "ProtectHome",
  "PrivateTmp",
  "PrivateNetwork",
  "PrivateIPC",
  "PrivateMounts",
  "ProtectControlGroups",
  "ReadWritePaths",
  "ReadOnlyPaths",
  "InaccessiblePaths",
  "TemporaryFileSystem",
  "BindPaths",
];

/** Settings that surely bite: between the two releases that were booted, those that bite on both. */
export function sandboxSettings(config: UnitConfig, systemd: number): readonly SandboxSetting[] {
  const keys = systemd >= 257 ? since257 : since257.filter((key) => !leftOutUntil252.includes(key));
  return keys.flatMap((key) => {
    const setting = config.last("Service", key);
    return setting && setting.value !== "" && parseBoolean(setting.value) !== false ? [{ key, ...setting }] : [];
  });
}

/** A line that takes the setting back: lists are emptied, the rest is turned off. */
export function takenBack({ key, value }: SandboxSetting): string {
  const list = /Paths$|^SystemCall|^RestrictAddressFamilies$|^TemporaryFileSystem$/.test(key);
  return list && parseBoolean(value) === undefined ? `${key}=` : `${key}=no`;
}
