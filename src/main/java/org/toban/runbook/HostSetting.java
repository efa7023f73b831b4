package org.toban.runbook;

/**
 * A configuration that the runbook declares for hosts.
 *
 * @param kind {@code systemd}, {@code logrotate} or {@code certbot}
 * @param path where it belongs when the text says so, else empty
 */
public record HostSetting(String kind, String title, String path, String text, Place place) {}
