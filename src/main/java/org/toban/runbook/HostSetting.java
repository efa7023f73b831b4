package org.toban.runbook;

import java.util.List;

/**
 * A file that the runbook declares for hosts.
 *
 * @param kind {@code systemd}, {@code logrotate}, {@code certbot}, {@code nginx} or {@code other}
 * @param path where it belongs when the text says so, else empty
 */
public record HostSetting(
    String kind, String title, String path, String text, Place place, Terms terms) {

  /**
   * What the fence's attributes say of it; an empty text is one that was not said.
   *
   * @param name what a person calls it; without the attribute the path's last part or the heading
   * @param hosts names in the inventory
   * @param mode octal, such as {@code 0644}
   * @param owner {@code USER:GROUP}
   * @param reload a command for after the file has changed
   * @param sudo whether the host's user needs sudo for all of this
   */
  public record Terms(
      String name, List<String> hosts, String mode, String owner, String reload, boolean sudo) {
    public Terms {
      hosts = List.copyOf(hosts);
    }
  }
}
